"""What a circle is."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from dugnad.circles.enums import Openness
from dugnad.circles.models import Circle
from dugnad.kit.choices import choice
from dugnad.people.fields import PlaceField
from dugnad.people.models import Skill

MOST_QUESTIONS = 6
LONGEST_QUESTION = 200


def _first_norms() -> str:
    return gettext(
        "- Answer what is asked. Other good advice can wait.\n"
        "- No real names of people who are not here: make one up.\n"
        "- What is said here stays here.\n"
        "- If you take something, do it, or hand it over in time.\n"
        "- “I don’t know, but I am with you” is an answer."
    )


first_norms = lazy(_first_norms, str)
"""Norms to begin with: good enough as they stand, and easy to change."""


class Professions(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic for the checker only
    """One of the movement's professions, or none."""

    def __init__(self, **options: Any) -> None:
        professions = Skill.objects.filter(is_profession=True, retired=False)
        super().__init__(professions, required=False, empty_label=_("any"), **options)

    def label_from_instance(self, obj: Skill) -> str:
        return obj.name


class CircleForm(forms.Form):
    """Name, purpose and norms: what it takes to begin."""

    name = forms.CharField(label=_("What is it called?"), max_length=60)
    purpose = forms.CharField(
        label=_("What is it for?"),
        help_text=_("One or two sentences. In a circle that is not hidden, every member of the movement reads them."),
        max_length=400,
        widget=forms.Textarea({"rows": 3}),
    )
    norms = forms.CharField(
        label=_("How are you with each other?"),
        help_text=_("Everybody reads this before they come in. Change it as you like, now or later."),
        max_length=8000,
        required=False,
        widget=forms.Textarea({"rows": 8}),
    )
    place = PlaceField(
        label=_("Is it about a place?"), required=False, help_text=_("A town, if the circle belongs to one.")
    )
    profession = Professions(label=_("Is it for a profession?"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["norms"].initial = first_norms()

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())


class SettingsForm(CircleForm):
    """Everything stewards decide about their circle."""

    openness = forms.ChoiceField(
        label=_("Who can see it?"),
        choices=[
            (
                Openness.CLOSED.value,
                choice(
                    pgettext_lazy("circle", "Closed"),
                    _("Every member of the movement sees that it exists. Only its members read."),
                    "door-closed",
                ),
            ),
            (
                Openness.OPEN.value,
                choice(
                    pgettext_lazy("circle", "Open"),
                    _("Every member of the movement reads, and joins with one tap."),
                    "door-open",
                ),
            ),
            (
                Openness.HIDDEN.value,
                choice(_("Hidden"), _("Only its members, and those they invite, know of it."), "eye-off"),
            ),
        ],
        widget=forms.RadioSelect,
    )
    takes_applications = forms.BooleanField(label=_("People may ask to come in"), required=False)
    questions = forms.CharField(
        label=_("What do you ask people who want to come in?"),
        help_text=_("One question in each line, at most six. Only stewards read the answers."),
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )
    vouches_needed = forms.TypedChoiceField(
        label=_("How many members have to give their word for somebody?"),
        help_text=_("Then they come in without a steward. Three is wise where young people are."),
        choices=[(number, str(number)) for number in range(1, 6)],
        coerce=int,
        widget=forms.RadioSelect,
    )
    history_open = forms.BooleanField(label=_("Newcomers may read what was written before they came"), required=False)
    basis = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, circle: Circle, **options: Any) -> None:
        names = ["name", "purpose", "openness", "norms", "takes_applications", "vouches_needed", "history_open"]
        initial = {name: getattr(circle, name) for name in [*names, "place", "profession"]}
        initial |= {"basis": circle.act_id, "questions": "\n".join(circle.questions)}
        super().__init__(*args, initial=initial, **options)
        self.fields["norms"].initial = circle.norms

    def clean_questions(self) -> list[str]:
        questions = [line.strip() for line in self.cleaned_data["questions"].splitlines() if line.strip()]
        if len(questions) > MOST_QUESTIONS:
            raise forms.ValidationError(_("At most six questions: people should not have to pass an exam."))
        if any(len(question) > LONGEST_QUESTION for question in questions):
            raise forms.ValidationError(_("A question has at most 200 letters."))
        return questions

    def clean_norms(self) -> str:
        # Browsers send line ends their own way; norms that only differ in that are not new norms.
        norms: str = self.cleaned_data["norms"].replace("\r\n", "\n")
        return norms
