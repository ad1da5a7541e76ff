"""What the movement decides about a profession, and why a mark was taken away."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dugnad.circles.models import Circle
from dugnad.kit.choices import choose_from
from dugnad.people.models import Member, Skill
from dugnad.professions.terms import FEWEST, MOST, NEEDED


class TermsForm(forms.Form):
    """How many vouch, what the mark is good for, and who else names the first ones."""

    needed = forms.TypedChoiceField(
        label=_("How many members of the profession vouch for somebody?"),
        choices=[(number, str(number)) for number in range(FEWEST, MOST + 1)],
        coerce=int,
        initial=NEEDED,
        widget=forms.RadioSelect,
    )
    scope = forms.CharField(
        label=_("What is the mark good for, and what not?"),
        help_text=_("It stands beside the name: “Legal information, not advice.”"),
        max_length=200,
    )
    circle = forms.ModelChoiceField(
        Circle.objects.none(),
        label=_("Whose stewards may name the first ones, besides you?"),
        required=False,
        empty_label=_("nobody’s"),
    )

    def __init__(self, *args: Any, skill: Skill, by: Member, **options: Any) -> None:
        super().__init__(*args, **options)
        circles = Circle.objects.visible_to(by).filter(profession=skill).order_by("name")
        choose_from(self, "circle", circles, lambda circle: str(circle.name))


class TakeAwayForm(forms.Form):
    """Why."""

    told = forms.CharField(label=_("Why? They are told."), max_length=400, widget=forms.Textarea({"rows": 2}))
