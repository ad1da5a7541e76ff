"""Numbers as people write them."""

from __future__ import annotations

from django.utils.formats import number_format


def figure(number: int) -> str:
    """ "50,000", as the active language groups it."""
    return number_format(number, use_l10n=True, force_grouping=True)
