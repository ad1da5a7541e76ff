"""What is asked of an operator who wants to keep an eye on another record."""

from __future__ import annotations

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
