"""Whether two members may be in touch by themselves, asked by whatever lets one of them reach the other alone.

An adult and somebody under 18 get in touch the first time where a steward reads along. What is not known counts as
the other: nobody has to be known as young to be protected, and nobody is told who is.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dugnad.kit.refusal import Refused
from dugnad.protection.enums import Known
from dugnad.protection.queries.ages import known
from dugnad.protection.queries.contacts import is_open, is_read

FIRST_WITNESSED = _(
    "The two of you get in touch the first time where a steward reads along: under Me, “First contacts”. "
    "Nothing was done here."
)
NOBODY_READS_ALONG = _("Nobody else is in this circle who could read along, so this has to wait until there is.")


def needs_witness(one: str | None, other: str | None) -> bool:
    """Whether members with these ids have to meet first where somebody reads along. One query for most."""
    if one is None or other is None or one == other:
        return False
    ages = known([one, other])
    if not ages:
        return False
    pair = {ages.get(one, Known.ADULT), ages.get(other, Known.ADULT)}
    if pair in ({Known.ADULT}, {Known.MINOR}):
        return False
    return not is_open(one, other)


def require(one: str | None, other: str | None) -> None:
    """`Refused` while these two must not be in touch by themselves."""
    if needs_witness(one, other):
        raise Refused(FIRST_WITNESSED)


def may_meet_in(circle: str, one: str | None, other: str | None) -> bool:
    """Whether these two may talk where a whole circle reads, its stewards among them: if somebody else is in it."""
    return not needs_witness(one, other) or is_read(circle, [str(one), str(other)])


def require_in(circle: str, one: str | None, other: str | None) -> None:
    """`Refused` unless `may_meet_in`."""
    if not may_meet_in(circle, one, other):
        raise Refused(NOBODY_READS_ALONG)
