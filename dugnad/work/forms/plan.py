"""The questions put to somebody who makes a task."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dugnad.kit.form_keys import form_key_field
from dugnad.kit.ids import LENGTH
from dugnad.kit.languages import SPOKEN
from dugnad.people.fields import PlaceField
from dugnad.people.models import Skill
from dugnad.people.queries import skills
from dugnad.work.actions.making import Plan
from dugnad.work.models import Task
from dugnad.work.queries.needs import needs

LENGTHS = [
    (15, _("15 minutes")),
    (30, _("Half an hour")),
    (60, _("An hour")),
    (120, _("Two hours")),
    (240, _("Half a day")),
    (480, _("A day")),
    (960, _("Two days")),
]


class PlanForm(forms.Form):
    """What is to be done, and what it takes."""

    title = forms.CharField(
        label=_("What is to be done, in one line?"),
        max_length=140,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("“Find out who decides about the shelter in Lund”"),
    )
    text = forms.CharField(
        label=_("What is good to know?"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"dir": "auto", "rows": 5}),
        help_text=_("How one begins, where things are, how one sees that it is done."),
    )
    minutes = forms.TypedChoiceField(
        label=_("About how long does it take?"),
        choices=LENGTHS,
        coerce=int,
        initial=60,
        widget=forms.RadioSelect,
        help_text=_("Small tasks are taken sooner. If it is split into units: how long one unit takes."),
    )
    due_on = forms.DateField(
        label=_("By which day?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Only if there is one."),
    )
    checked_by_second = forms.BooleanField(label=_("A second person looks at it before it is done"), required=False)
    place = PlaceField(label=_("Where?"), required=False, help_text=_("Only if one has to be there."))
    skills = forms.MultipleChoiceField(
        label=_("What does one have to know?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    languages = forms.MultipleChoiceField(
        label=_("Which language does it take?"),
        choices=SPOKEN,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Of several, any one will do."),
    )

    def __init__(self, *args: Any, speaks: Collection[str] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        known, languages = self.fields["skills"], self.fields["languages"]
        assert isinstance(known, forms.MultipleChoiceField)
        assert isinstance(languages, forms.MultipleChoiceField)
        known.choices = skills.choices()
        languages.choices = sorted(SPOKEN, key=lambda spoken: (spoken[0] not in speaks, str(spoken[1])))

    def plan(self) -> Plan:
        """What was planned."""
        facts = self.cleaned_data
        return Plan(
            title=facts["title"],
            text=facts["text"],
            minutes=facts["minutes"],
            place=facts["place"],
            due_on=facts["due_on"],
            checked_by_second=facts["checked_by_second"],
            skills=list(Skill.objects.filter(pk__in=facts["skills"])),
            languages=facts["languages"],
        )


class NewTaskForm(PlanForm):
    """A new task. What it belongs to, and what waits for it, comes with the form."""

    thing = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)
    before = forms.CharField(widget=forms.HiddenInput, required=False, max_length=LENGTH)
    form_key = form_key_field()


class ChangeTaskForm(PlanForm):
    """Another plan, begun from one `version` of the old one."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, task: Task, **options: Any) -> None:
        needed = needs([task.pk])[task.pk]
        before = {
            "title": task.title,
            "text": task.text,
            "minutes": task.minutes,
            "due_on": task.due_on,
            "checked_by_second": task.checked_by_second,
            "place": task.place,
            "skills": list(needed.skills),
            "languages": list(needed.languages),
            "version": task.version,
        }
        super().__init__(*args, initial=before, **options)
        minutes = self.fields["minutes"]
        assert isinstance(minutes, forms.TypedChoiceField)
        if task.minutes not in dict(LENGTHS):
            minutes.choices = [*LENGTHS, (task.minutes, _("%(n)d minutes") % {"n": task.minutes})]
