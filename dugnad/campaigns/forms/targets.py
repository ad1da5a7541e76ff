"""Of whom a campaign demands it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dugnad.campaigns.actions.targets import Reach
from dugnad.campaigns.enums import TargetKind
from dugnad.campaigns.models import Target
from dugnad.people.fields import PlaceField


class TargetForm(forms.Form):
    """Of whom it is demanded."""

    kind = forms.ChoiceField(
        label=_("Who decides it?"), choices=TargetKind.choices, widget=forms.RadioSelect, initial=TargetKind.AUTHORITY
    )
    name = forms.CharField(
        label=_("Their name"), max_length=140, help_text=_("“Region Skåne”, “The Migration Agency”.")
    )
    role = forms.CharField(
        label=_("In what role?"), max_length=140, required=False, help_text=_("For a person: “chair of the board”.")
    )
    answers_for = PlaceField(
        label=_("For which place do they answer?"),
        required=False,
        help_text=_("Who writes from there is led to this one. Empty: for everywhere."),
    )
    email = forms.EmailField(label=_("E-mail at work"), required=False)
    phone = forms.CharField(label=_("Telephone at work"), max_length=40, required=False)
    hours = forms.CharField(label=_("When do they take calls?"), max_length=140, required=False)
    postal = forms.CharField(
        label=_("Postal address at work"), max_length=400, required=False, widget=forms.Textarea({"rows": 3})
    )
    respond_within = forms.IntegerField(
        label=_("Within how many days should they answer?"),
        min_value=1,
        max_value=365,
        initial=21,
        help_text=_("As the law or good custom has it. After that the page says that it is overdue."),
    )

    def __init__(self, *args: Any, target: Target | None = None, **options: Any) -> None:
        names = ("kind", "name", "role", "answers_for", "email", "phone", "hours", "postal", "respond_within")
        first = {name: getattr(target, name) for name in names} if target else {}
        super().__init__(*args, **{"initial": first, **options})

    def reach(self) -> Reach:
        """What was said."""
        return Reach(**{**self.cleaned_data, "kind": TargetKind(self.cleaned_data["kind"])})
