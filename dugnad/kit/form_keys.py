"""The key that makes a form sent twice one form."""

from __future__ import annotations

from django import forms
from django.core.validators import RegexValidator

from dugnad.kit.ids import LENGTH, new_key


def form_key_field() -> forms.CharField:
    """Hidden; made with the form, and sent back with it."""
    return forms.CharField(
        widget=forms.HiddenInput,
        initial=new_key,
        max_length=32,
        validators=[RegexValidator(rf"^[0-9a-z]{{{LENGTH},32}}\Z")],
    )
