"""Who helps to run a campaign."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class OrganiserForm(forms.Form):
    """Who helps to run it."""

    handle = forms.CharField(
        label=_("Who helps to run it?"), max_length=40, help_text=_("The name of a member of the circle.")
    )
