"""The questions around a pledge."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PledgeForm(forms.Form):
    """Yes to the terms as they stood in `wording`."""

    shown = forms.BooleanField(label=_("Show my name among those who have pledged"), required=False)
    wording = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class TermsForm(forms.Form):
    """What one says yes to. Cleans `until` to the end of that day on the organiser's clock."""

    promise = forms.CharField(
        label=_("What does each of you promise?"),
        max_length=280,
        help_text=_("It goes on after “I will …”: “stand outside the town hall on Friday at nine”."),
    )
    needed = forms.IntegerField(
        label=_("How many does it take, for it to be binding?"),
        min_value=2,
        max_value=1_000_000,
        help_text=_("Before so many have pledged, nobody is bound to anything."),
    )
    until = forms.DateField(
        label=_("By which day?"),
        help_text=_("If fewer have pledged when this day ends, nobody is bound, and everybody is told."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean_until(self) -> datetime:
        """The last minute of the day."""
        day: Any = self.cleaned_data["until"]
        return timezone.make_aware(datetime.combine(day, time(23, 59)))
