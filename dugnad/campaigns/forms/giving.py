"""The questions around gifts and what they are spent on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dugnad.campaigns import money
from dugnad.campaigns.actions.giving import What
from dugnad.campaigns.enums import GiftKind, GiverShown
from dugnad.kit.choices import choice
from dugnad.kit.form_keys import form_key_field

CURRENCIES = [(code, code) for code in money.DECIMALS]
TOO_FINE = _("Write the amount as it is counted: “250” or “99.50”.")


class AmountForm(forms.Form):
    """An amount with its currency; `units` is what both come to in minor units, None for no amount."""

    amount = forms.DecimalField(
        label=_("How much?"),
        max_digits=15,
        decimal_places=3,
        min_value=0,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    currency = forms.ChoiceField(label=_("In which currency?"), choices=CURRENCIES)
    units: int | None = None

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if facts.get("amount") and facts.get("currency"):
            try:
                self.units = money.minor(facts["amount"], facts["currency"])
            except money.NoSuchAmount:
                self.add_error("amount", ValidationError(TOO_FINE))
        return facts


class GiftForm(AmountForm):
    """What was given, elsewhere, and how much of it everybody sees."""

    kind = forms.ChoiceField(
        label=_("What did you give?"),
        choices=[
            (GiftKind.MONEY, choice(_("Money"), _("Given elsewhere: no money passes through here"), "coins")),
            (GiftKind.THINGS, choice(_("Things"), _("Blankets, a hall, a printer for a week"), "package")),
        ],
        widget=forms.RadioSelect,
        initial=GiftKind.MONEY,
    )
    things = forms.CharField(label=_("What things?"), max_length=140, required=False)
    where = forms.CharField(
        label=_("Where did it go?"),
        max_length=140,
        required=False,
        help_text=_("The account or the person it was given to, so that somebody can see that it came."),
    )
    shown = forms.ChoiceField(
        label=_("What may everybody see?"),
        choices=GiverShown.choices,
        widget=forms.RadioSelect,
        initial=GiverShown.SOMEBODY,
        help_text=_("The organisers see all of it, so that they can say that it came."),
    )
    giver = forms.CharField(
        label=_("Who gave it, if it was not you?"),
        max_length=120,
        required=False,
        help_text=_("For a bakery, a parish, a neighbour without an account here."),
    )
    form_key = form_key_field()

    def __init__(self, *args: Any, organises: bool, currency: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["amount"].required = self.fields["currency"].required = False
        self.fields["currency"].initial = currency
        if not organises:
            del self.fields["giver"]

    def clean(self) -> dict[str, Any]:
        facts = super().clean()
        if facts.get("kind") == GiftKind.MONEY and self.units is None and "amount" not in self.errors:
            self.add_error("amount", ValidationError(_("Say how much it was.")))
        if facts.get("kind") == GiftKind.THINGS and not facts.get("things"):
            self.add_error("things", ValidationError(_("Say in a few words what it was.")))
        return facts

    def what(self) -> What:
        """The gift that was written down."""
        facts, money_given = self.cleaned_data, self.cleaned_data["kind"] == GiftKind.MONEY
        return What(
            amount=self.units if money_given else None,
            currency=facts["currency"] if money_given else "",
            things="" if money_given else facts["things"],
            where=facts["where"],
            giver=facts.get("giver", ""),
            shown=GiverShown(facts["shown"]),
        )


class StrikeForm(forms.Form):
    """Why a gift no longer counts."""

    because = forms.CharField(label=_("What was wrong with it?"), max_length=280)
