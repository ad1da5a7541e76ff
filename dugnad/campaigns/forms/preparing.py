"""What organisers prepare for those who write and call."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class GuideForm(forms.Form):
    """What organisers prepare for letters."""

    subject = forms.CharField(label=_("Subject of the letters"), max_length=140, required=False)
    facts = forms.CharField(
        label=_("Facts that writers can lean on"),
        help_text=_("With where they are from. They stand beside the letter; nobody has to use them."),
        max_length=8_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    points = forms.CharField(
        label=_("Points to take over, one in each line"),
        help_text=_("They are offered after a writer’s own words. Few and short: what everybody sends counts once."),
        max_length=4_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class ScriptForm(forms.Form):
    """What organisers prepare for telephone calls."""

    script = forms.CharField(
        label=_("What can be said on the telephone?"),
        help_text=_("Who I am, what I have seen, what I ask for, and thank you. Short enough to say it freely."),
        max_length=8_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
