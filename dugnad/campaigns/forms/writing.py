"""The first questions to somebody who writes a letter."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dugnad.kit.form_keys import form_key_field
from dugnad.kit.refusal import Refused
from dugnad.people.addresses import Address, read
from dugnad.people.fields import PlaceField


class BeginForm(forms.Form):
    """The writer's own words, before anything is offered. `known`: who they are need not be asked."""

    own = forms.CharField(
        label=_("What have you seen yourself, and why does it matter to you?"),
        help_text=_("Begin in your own words. A few sentences that only you can write weigh more than many copies."),
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    name = forms.CharField(
        label=_("Your name"),
        help_text=_("As it is to stand under the letter."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    place = PlaceField(
        label=_("Where do you live?"), required=False, help_text=_("So that it goes to the right office.")
    )
    email = forms.CharField(
        label=_("Your e-mail"),
        help_text=_("We ask you there whether the letter is yours, and for nothing else."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    form_key = form_key_field()

    def __init__(self, *args: Any, known: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if known:
            del self.fields["email"]

    def clean_email(self) -> Address:
        """The address, as letters of ours reach it."""
        try:
            return read(self.cleaned_data["email"])
        except Refused as refused:
            raise forms.ValidationError(str(refused.reason)) from refused
