"""The first page of a new installation."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.utils.translation import gettext_lazy as _

from dugnad.circles.forms.circle import first_norms
from dugnad.people.forms.accounts import HANDLE_ATTRS, PassphraseField
from dugnad.people.models import Member
from dugnad.people.passphrases import HELP
from dugnad.web.setup import is_code


class SetupForm(forms.Form):
    """The code, the movement, the first account, the first circle."""

    code = forms.CharField(
        label=_("The code"),
        help_text=_(
            "It stands in the window where the program was started, and in the file “keys/setup” of its data folder."
        ),
        max_length=200,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    name = forms.CharField(label=_("What is your movement called?"), max_length=60)
    purpose = forms.CharField(
        label=_("What is it for?"),
        help_text=_("Everybody reads this on the first page, also people without an account."),
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    open_signup = forms.BooleanField(
        label=_("Anybody may make an account"),
        help_text=_("Leave this off unless you have time to look after newcomers: people then come by invitation."),
        required=False,
    )
    handle = forms.CharField(
        label=_("Your handle"),
        help_text=_("What others call you here. It need not be your name: a made-up one is fine."),
        max_length=40,
        widget=forms.TextInput(HANDLE_ATTRS),
    )
    passphrase = PassphraseField(autocomplete="new-password", help_text=HELP)
    circle_name = forms.CharField(label=_("What is your first circle called?"), max_length=60)
    circle_purpose = forms.CharField(
        label=_("What is the circle for?"), max_length=400, widget=forms.Textarea({"rows": 2})
    )
    circle_norms = forms.CharField(
        label=_("How are you with each other in it?"),
        help_text=_("Everybody reads this before they come in. Change it as you like, now or later."),
        max_length=8000,
        required=False,
        widget=forms.Textarea({"rows": 8}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["circle_norms"].initial = first_norms()

    def hide_code(self) -> None:
        """It came with the address: nobody needs to see it."""
        self.fields["code"].widget = forms.HiddenInput()

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"].strip()
        if not is_code(code):
            raise forms.ValidationError(_("That is not the code. Copy it once more, the whole of it."))
        return code

    def clean_handle(self) -> str:
        handle: str = get_adapter().clean_username(self.cleaned_data["handle"])
        return handle

    def clean(self) -> dict[str, Any]:
        """The passphrase is looked at together with the handle it must not be like."""
        typed: dict[str, Any] = super().clean() or {}
        if "passphrase" in typed:
            try:
                get_adapter().clean_password(typed["passphrase"], Member(handle=typed.get("handle", "")))
            except forms.ValidationError as reason:
                self.add_error("passphrase", reason)
        return typed
