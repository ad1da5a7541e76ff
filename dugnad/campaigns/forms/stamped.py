"""A form that machines find dear to fill in, for people without an account: see `dugnad.campaigns.proof`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dugnad.campaigns.proof import Stale, TooQuick, check_stamp, stamp


class StampedForm(forms.Form):
    """It is good `about` one thing only, for a day, and not within the first seconds. `network`: whence it came."""

    stamp = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)
    proof = forms.CharField(widget=forms.HiddenInput, required=False, max_length=12)

    def __init__(self, data: Any = None, *, about: str, at: datetime, network: str = "") -> None:
        super().__init__(data, initial={"stamp": stamp(about, at)})
        self.about, self.at, self.network = about, at, network

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or {}
        try:
            check_stamp(facts.get("stamp", ""), self.about, self.at)
        except TooQuick:
            self.add_error(None, _("That was quick, as machines are. Look at it for a moment, and press once more."))
        except Stale:
            self.add_error(None, _("This page had been open for long. Look at it once more, and press again."))
            self.data = {**self.texts(), "stamp": stamp(self.about, self.at)}
        return facts

    def texts(self) -> dict[str, Any]:
        """What was typed and ticked, as one can set it again."""
        return {name: self.data.get(name) for name in self.data}
