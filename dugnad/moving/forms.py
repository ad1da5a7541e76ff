"""What is asked of those who publish addresses, and of those who take a circle along."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from dugnad.people.forms.accounts import PassphraseField

MOST = 20
LONGEST = 200
an_address = URLValidator(schemes=["https", "http"])


class AddressesForm(forms.Form):
    """One address on each line."""

    addresses = forms.CharField(
        label=_("Addresses, one on each line"),
        help_text=_("The one you are at first, then the others: https://… or an onion address, http://….onion"),
        max_length=MOST * LONGEST,
        widget=forms.Textarea(attrs={"dir": "ltr", "spellcheck": "false", "autocapitalize": "off"}),
    )

    def clean_addresses(self) -> list[str]:
        """Each of them whole. Raises `ValidationError` naming the one that is not."""
        lines = [line.strip() for line in self.cleaned_data["addresses"].splitlines() if line.strip()]
        if len(lines) > MOST:
            raise ValidationError(_("At most twenty: nobody can try more."))
        for line in lines:
            try:
                an_address(line)
            except ValidationError as error:
                raise ValidationError(
                    _("“%(line)s” is no address. It begins with https:// (or http:// for an onion address)."),
                    params={"line": line[:LONGEST]},
                ) from error
        return lines


class KeysForm(forms.Form):
    """Who shall be able to open a bundle: the holders of public keys of age, or whoever knows a passphrase."""

    keys = forms.CharField(
        label=_("Who can open it? Public keys of age, one on each line"),
        help_text=_("Each begins with age1. Ask the other stewards for theirs: one key alone can be lost."),
        max_length=8000,
        required=False,
        widget=forms.Textarea(attrs={"dir": "ltr", "spellcheck": "false", "autocapitalize": "off"}),
    )
    passphrase = PassphraseField(
        label=_("Or a passphrase"),
        help_text=_(
            "At least 12 characters, a few words in a row. Whoever has the file can guess as often as they like."
        ),
        min_length=12,
        max_length=200,
        required=False,
        autocomplete="new-password",
    )
    again = PassphraseField(label=_("The same once more"), required=False, autocomplete="new-password")

    def clean_keys(self) -> str:
        """Raises `ValidationError` when one of them is none."""
        from dugnad.moving.bundles.sealing import Unreadable, recipients  # only here, and not in every page process

        if not self.cleaned_data["keys"].strip():
            return ""
        try:
            recipients([self.cleaned_data["keys"]])
        except Unreadable as error:
            raise ValidationError(_("One of these is no public key of age. They begin with age1.")) from error
        return str(self.cleaned_data["keys"])

    def clean(self) -> dict[str, object]:
        """Raises `ValidationError` unless it is keys or a passphrase, and that typed twice."""
        told = super().clean() or {}
        if self.errors:
            return told
        if bool(told["keys"]) == bool(told["passphrase"]):
            raise ValidationError(_("Name either keys or a passphrase: one of the two."))
        if told["passphrase"] != told["again"]:
            raise ValidationError(_("These were two different passphrases."))
        return told
