"""The one question to somebody who wants to see what they agreed to."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from dugnad.kit.refusal import Refused
from dugnad.people import addresses


class AskForm(forms.Form):
    """Where the link goes."""

    email = forms.CharField(
        label=_("The address you gave"),
        max_length=addresses.LONGEST,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean_email(self) -> addresses.Address:
        try:
            return addresses.read(self.cleaned_data["email"])
        except Refused as refused:
            raise forms.ValidationError(str(refused.reason)) from refused
