"""Telling the stewards of a campaign without an account."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from dugnad.campaigns.forms.stamped import StampedForm
from dugnad.campaigns.proof import is_proven
from dugnad.safety.actions.reporting_from_outside import Outside


class OutsideReportForm(StampedForm):
    """What is wrong, in one's own words: the norms of a circle are its members' to read."""

    words = forms.CharField(
        label=_("What is wrong with it?"),
        help_text=_("Do not write who you are. Nobody can write back to you."),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
    )

    def said(self) -> Outside:
        """What was written, and as much of where it came from as keeps floods out."""
        facts = self.cleaned_data
        return Outside(facts["words"], self.network, is_proven(facts["stamp"], facts["stamp"], facts["proof"]))
