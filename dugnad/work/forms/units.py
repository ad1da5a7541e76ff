"""The questions about the units of a job."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dugnad.work.enums import MOST_UNITS
from dugnad.work.forms.words import words


class SplitForm(forms.Form):
    """The units of a job: one on each line, or so many with numbers."""

    lines = forms.CharField(
        label=_("One unit on each line"),
        required=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"dir": "auto", "rows": 10}),
        help_text=_("Paste a list: offices with their numbers, paragraphs, names of files."),
    )
    count = forms.IntegerField(
        label=_("Or how many, numbered from 1?"),
        required=False,
        min_value=1,
        max_value=MOST_UNITS,
        help_text=_("“40” makes forty units, when the text itself lies somewhere else."),
    )

    def clean_lines(self) -> list[str]:
        """The lines with something on them."""
        lines = [line.strip() for line in self.cleaned_data["lines"].splitlines() if line.strip()]
        if len(lines) > MOST_UNITS:
            raise ValidationError(_("A thousand units are the most that one job can have. Make a second one."))
        if any(len(line) > 2000 for line in lines):
            raise ValidationError(_("One of the lines is longer than 2,000 characters. Break it in two."))
        return lines

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        if not self.errors and bool(facts.get("lines")) == bool(facts.get("count")):
            raise ValidationError(_("Write one unit on each line, or say how many there are."))
        return facts

    def texts(self, already: int) -> list[str]:
        """The text of each unit, when there are so many `already`."""
        lines: list[str] = self.cleaned_data["lines"]
        if lines:
            return lines
        first = already + 1
        return [_("No. %(n)d") % {"n": number} for number in range(first, first + self.cleaned_data["count"])]


class OutcomeForm(forms.Form):
    """What came of one unit."""

    outcome = words(_("What came of it?"), required=False, rows=2)


class TakeForm(forms.Form):
    """How many units at once."""

    wanted = forms.IntegerField(min_value=1, max_value=5, required=False)
