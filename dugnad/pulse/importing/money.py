"""Amounts of money as people's lists have them, in minor units: cents, öre."""

from __future__ import annotations

import re
from decimal import Decimal

WITHOUT_MINOR = {
    "BIF",
    "CLP",
    "DJF",
    "GNF",
    "ISK",
    "JPY",
    "KMF",
    "KRW",
    "PYG",
    "RWF",
    "UGX",
    "VND",
    "VUV",
    "XAF",
    "XOF",
    "XPF",
}
"""Currencies of ISO 4217 that are not divided."""
AMERICAN = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d{1,2})?")
EUROPEAN = re.compile(r"-?(?:\d{1,3}(?:[. ]\d{3})+|\d+),\d{1,2}")
MOST = 10**15


def minor(text: str, currency: str) -> int | None:
    """`text` in minor units of `currency`; None where it is no amount. “1,000.50”, “$25”, “25,00 kr” are amounts."""
    digits = re.sub(r"[^\d.,\- ]", "", text).strip(" .")
    if AMERICAN.fullmatch(digits):
        amount = Decimal(digits.replace(",", ""))
    elif EUROPEAN.fullmatch(digits):
        amount = Decimal(digits.replace(".", "").replace(" ", "").replace(",", "."))
    else:
        return None
    found = round(amount * (1 if currency in WITHOUT_MINOR else 100))
    return found if abs(found) < MOST else None
