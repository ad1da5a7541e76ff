"""What is asked of those who run the day."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dugnad.gatherings.actions.day import Outcome
from dugnad.kit.form_keys import form_key_field


class PrepareForm(forms.Form):
    """What happens when, and whom to call."""

    programme = forms.CharField(
        label=_("What happens when?"),
        help_text=_("A line for each, with its time first: “18:00 Doors open”."),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    numbers = forms.CharField(
        label=_("Whom can people call that day?"),
        help_text=_("A line for each: “Karin, first aid 070 123 45 67”. Shown to those who come; erased a day after."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class NoteForm(forms.Form):
    """What has changed."""

    text = forms.CharField(label=_("What has changed?"), max_length=280)
    form_key = form_key_field()


class AfterForm(forms.Form):
    """What came of it."""

    came = forms.IntegerField(label=_("How many came?"), min_value=0, max_value=1_000_000, required=False)
    decided = forms.CharField(
        label=_("What was decided?"), max_length=8000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    follows = forms.CharField(
        label=_("What follows?"),
        help_text=_("A line for each, with who does it and until when. Links are fine."),
        max_length=8000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def outcome(self) -> Outcome:
        """The answers, for the action."""
        facts: dict[str, Any] = self.cleaned_data
        return Outcome(facts["came"], facts["decided"], facts["follows"])
