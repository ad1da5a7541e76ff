"""The questions put to somebody who leaves for good."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dugnad.leaving.enums import When
from dugnad.people.holdings import wishes


class LeaveForm(forms.Form):
    """When, and what may stay. Nothing that others said is asked about: it is theirs."""

    when = forms.ChoiceField(label=_("When"), choices=When.choices, initial=When.WEEK, widget=forms.RadioSelect)
    sure = forms.BooleanField(
        label=_("I know that nobody can bring back what is erased"),
        error_messages={"required": _("Tick this if you are sure.")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for wish in wishes():
            self.fields[f"wish_{wish.name}"] = forms.BooleanField(
                label=str(wish.label), required=False, initial=wish.at_first
            )

    def wish_fields(self) -> list[forms.BoundField]:
        """The questions about words, in their order."""
        return [self[f"wish_{wish.name}"] for wish in wishes()]

    def granted(self) -> list[str]:
        """Names of the wishes that were granted."""
        return [wish.name for wish in wishes() if self.cleaned_data[f"wish_{wish.name}"]]
