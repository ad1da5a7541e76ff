"""allauth's forms for passphrases and addresses, in our words and with our rules."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter
from allauth.account.fields import SetPasswordField
from allauth.account.internal.flows.password_reset import request_password_reset
from allauth.account.models import EmailAddress
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dugnad.people.actions.member import arrive
from dugnad.people.doors import door
from dugnad.people.models import Member
from dugnad.people.passphrases import HELP

HANDLE_ATTRS = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}


class PassphraseField(forms.CharField):
    """The passphrase somebody has."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Passphrase"))
        attrs = {"autocomplete": options.pop("autocomplete", "current-password")}
        super().__init__(strip=False, widget=forms.PasswordInput(attrs=attrs), **options)


class NewPassphraseField(SetPasswordField):  # type: ignore[misc]  # allauth has no types
    """The passphrase somebody chooses."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("New passphrase"))
        super().__init__(help_text=HELP, **options)
        self.widget.attrs.pop("placeholder", None)


def _once_more() -> PassphraseField:
    return PassphraseField(label=_("The same once more"), autocomplete="new-password")


class SignInForm(allauth_forms.LoginForm):  # type: ignore[misc]  # allauth has no types
    """Handle and passphrase."""

    password = PassphraseField()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        login = self.fields["login"]
        login.label = _("Handle")
        login.widget.attrs = {**HANDLE_ATTRS}


class SignUpForm(allauth_forms.SignupForm):  # type: ignore[misc]  # allauth has no types
    """A handle, and a passphrase to come back with."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        handle = self.fields["username"]
        handle.label = _("Handle")
        handle.help_text = _("What others call you here. It need not be your name: a made-up one is fine.")
        handle.widget.attrs |= HANDLE_ATTRS
        handle.widget.attrs.pop("placeholder", None)
        self.fields["password1"] = PassphraseField(autocomplete="new-password", help_text=HELP)

    def save(self, request: HttpRequest) -> Member:
        """The new member. Raises `Refused` when somebody took the handle a moment ago."""
        carried = door(request)
        return arrive(
            handle=self.cleaned_data["username"],
            passphrase=self.cleaned_data["password1"],
            brought_by=carried.brought_by if carried and carried.opens else None,
        )


class HandleForm(forms.Form):
    """A handle that is free: the first half of coming in by passkey."""

    handle = forms.CharField(
        label=_("Handle"),
        help_text=_("What others call you here. It need not be your name: a made-up one is fine."),
        max_length=40,
        widget=forms.TextInput(attrs=HANDLE_ATTRS),
    )

    def clean_handle(self) -> str:
        handle: str = get_adapter().clean_username(self.cleaned_data["handle"])
        return handle


class ChangePassphraseForm(allauth_forms.ChangePasswordForm):  # type: ignore[misc]  # allauth has no types
    """The old one, and twice the new."""

    oldpassword = PassphraseField(label=_("The passphrase you have now"))
    password1 = NewPassphraseField()
    password2 = _once_more()


class SetPassphraseForm(allauth_forms.SetPasswordForm):  # type: ignore[misc]  # allauth has no types
    """For members who came by passkey."""

    password1 = NewPassphraseField(label=_("Passphrase"))
    password2 = _once_more()


class NewPassphraseForm(allauth_forms.ResetPasswordKeyForm):  # type: ignore[misc]  # allauth has no types
    """Where the link in a mail leads."""

    password1 = NewPassphraseField()
    password2 = _once_more()


class ConfirmForm(allauth_forms.ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The passphrase, once more, before something weighty."""

    password = PassphraseField()


class EmailForm(allauth_forms.AddEmailForm):  # type: ignore[misc]  # allauth has no types
    """An address for the rare mail."""

    email = forms.EmailField(label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "email"}))


class ForgottenForm(forms.Form):
    """Handle or address; the answer is the same whether or not there is such a member, or an address of theirs."""

    email = forms.CharField(
        label=_("Your handle, or your e-mail address"),
        max_length=254,
        widget=forms.TextInput(attrs=HANDLE_ATTRS),
    )

    def save(self, request: HttpRequest, **_options: Any) -> str:
        """Send a link to each confirmed address this may be about."""
        written: str = self.cleaned_data["email"]
        for address in _addresses(written):
            token = allauth_forms.default_token_generator
            request_password_reset(request, address.email, [address.user], token)
        return written


def _addresses(written: str) -> list[EmailAddress]:
    """Confirmed addresses of members who can sign in: at most one for a handle or an address."""
    confirmed = EmailAddress.objects.filter(verified=True, user__is_active=True).select_related("user")
    if "@" in written:
        return list(confirmed.filter(email=written.strip().lower())[:1])
    try:
        member = Member.objects.get_by_natural_key(written.strip())
    except Member.DoesNotExist:
        return []
    return list(confirmed.filter(user=member).order_by("-primary")[:1])


class RecoverForm(forms.Form):
    """A recovery code in place of a forgotten passphrase."""

    handle = forms.CharField(
        label=_("Handle"),
        max_length=40,
        widget=forms.TextInput(attrs=HANDLE_ATTRS),
    )
    code = forms.CharField(
        label=_("One of your recovery codes"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )
    password1 = PassphraseField(label=_("New passphrase"), autocomplete="new-password", help_text=HELP)
    password2 = _once_more()

    def clean(self) -> dict[str, Any]:
        """Only what can be told without asking whether there is such a member."""
        typed: dict[str, Any] = super().clean() or {}
        passphrase = typed.get("password1")
        if passphrase:
            try:
                get_adapter().clean_password(passphrase, Member(handle=typed.get("handle", "")))
            except forms.ValidationError as reason:
                self.add_error("password1", reason)
            if typed.get("password2") and typed["password2"] != passphrase:
                self.add_error("password2", _("These are not the same."))
        return typed
