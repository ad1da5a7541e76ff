"""What is asked of an operator who wants to keep an eye on another record."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class WatchForm(forms.Form):
    """An address, and the key if it is known."""

    address = forms.CharField(
        label=_("Address of its record"), max_length=200, help_text=_("For example https://dugnad.example.org/record")
    )
    key = forms.CharField(
        label=_("Its key"),
        max_length=300,
        required=False,
        help_text=_("As its members see it on its page. Left empty, the first key it shows is believed."),
    )


class WitnessForm(WatchForm):
    """The same of an installation that looks at ours."""

    prefix = "witness"

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["key"].label = _("The key it signs with as a witness")
        self.fields["key"].help_text = _(
            "Its operators see it on this page of theirs. Left empty, the first is believed."
        )
