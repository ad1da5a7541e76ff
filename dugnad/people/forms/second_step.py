"""allauth's forms for passkeys, one-time codes and recovery codes, in our words and with our rules."""

from __future__ import annotations

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as allauth_forms
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.forms import GenerateRecoveryCodesForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from dugnad.people.attempts import Attempt, first_use


def _code_field(label: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"})
    return forms.CharField(label=label, max_length=40, widget=widget)


class _Guarded:
    """Counts guesses where all processes see them, and takes a one-time code one time."""

    user: Any
    authenticator: Authenticator

    def clean_code(self) -> str:
        attempt = Attempt(f"second step {self.user.pk}")
        if not attempt.may_be_made():
            raise get_adapter().validation_error("too_many_codes")
        code: str = super().clean_code()  # type: ignore[misc]  # of the form this is mixed into
        said = "".join(sign for sign in code if sign.isdigit())
        if self.authenticator.type == Authenticator.Type.TOTP and not first_use(str(self.user.pk), said):
            raise get_adapter().validation_error("incorrect_code")
        attempt.was_right()
        return code


class CodeForm(_Guarded, allauth_forms.AuthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The second step of signing in."""

    code = _code_field(_("One-time code, or a recovery code"))


class ConfirmByCodeForm(_Guarded, allauth_forms.ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    """A code, once more, before something weighty."""

    code = _code_field(_("One-time code, or a recovery code"))


class ActivateAppForm(ActivateTOTPForm):  # type: ignore[misc]  # allauth has no types
    """The first code an app shows."""

    code = _code_field(_("The code that the app shows"))


class RecoveryCodesForm(GenerateRecoveryCodesForm):  # type: ignore[misc]  # allauth has no types
    """Recovery codes are for everybody here: without an address they are the way back after a forgotten passphrase."""

    def clean(self) -> dict[str, Any]:
        return forms.Form.clean(self) or {}


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """A passkey: a key that a device keeps and lets out by finger, face or its own code."""

    name = forms.CharField(
        label=_("What do you call it?"),
        help_text=_("To tell it from others you may add: “my phone”."),
        max_length=60,
        required=False,
    )
    passwordless = forms.BooleanField(initial=True, widget=forms.HiddenInput)


class FirstPasskeyForm(PasskeyForm):
    """The passkey an account is made with: the page shows nothing but a button."""

    def __init__(self, data: Any, **options: Any) -> None:
        super().__init__({"passwordless": "on", "credential": data.get("credential", "")}, **options)


class RenamePasskeyForm(EditWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """Another name for it."""

    name = forms.CharField(label=_("What do you call it?"), max_length=60)
