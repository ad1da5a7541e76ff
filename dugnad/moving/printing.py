"""The list of further addresses as plain text, to print and put into a pocket."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dugnad.moving.models import AddressList
from dugnad.moving.spoken import spoken

DAY = "j F Y"


def printed(found: AddressList, movement: str) -> str:
    """The addresses of `movement`, from when the list is, and the key it was signed with. No HTML."""
    told = {
        "number": found.number,
        "day": date_format(found.made_at, DAY),
        "until": date_format(found.expires_at, DAY),
    }
    lines = [
        _("Where to find %(name)s") % {"name": movement},
        "",
        *[f"    {address}" for address in found.addresses],
        "",
        _("List %(number)s, %(day)s. Good until %(until)s.") % told,
        f"{_('Signed with the key')}  {spoken(found.signer)}",
    ]
    return "\n".join([*lines, ""])
