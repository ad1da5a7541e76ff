"""Amounts of money: whole numbers of the smallest unit, with a currency (ISO 4217)."""

from __future__ import annotations

from decimal import Decimal

from django.utils.formats import number_format

DECIMALS = {
    "SEK": 2, "NOK": 2, "DKK": 2, "EUR": 2, "GBP": 2, "USD": 2, "CHF": 2, "PLN": 2, "CZK": 2, "RON": 2, "UAH": 2,
    "TRY": 2, "CAD": 2, "AUD": 2, "INR": 2, "ISK": 0, "HUF": 2, "JPY": 0, "KRW": 0, "TND": 3,
}  # fmt: skip
"""Currencies one can write down here, and how many decimals each has."""
MOST = 10**13
"""Minor units of one gift; beyond, it is a slip of the hand."""


class NoSuchAmount(ValueError):
    """A currency that is not known, more decimals than it has, nothing at all, or more than `MOST`."""


def minor(amount: Decimal, currency: str) -> int:
    """`amount` in the smallest unit of `currency`: 12.50 EUR is 1250. Raises `NoSuchAmount`."""
    if currency not in DECIMALS or not amount.is_finite():
        raise NoSuchAmount(currency)
    units = amount.scaleb(DECIMALS[currency])
    if units != units.to_integral_value() or not 0 < units <= MOST:
        raise NoSuchAmount(str(amount))
    return int(units)


def said(amount: int, currency: str) -> str:
    """ "1,250.50 EUR", "1 250 SEK": as the reader's language writes it, without decimals where there are none."""
    decimals = DECIMALS.get(currency, 2)
    value = Decimal(amount).scaleb(-decimals)
    places = 0 if value == value.to_integral_value() else decimals
    return f"{number_format(value, decimal_pos=places, use_l10n=True, force_grouping=True)}\u00a0{currency}"
