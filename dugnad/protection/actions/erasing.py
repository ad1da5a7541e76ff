"""Deleting what was written in circles when its time there is over."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from dugnad.circles.models import Circle
from dugnad.kit import fulltext
from dugnad.kit.storage import fold_journal
from dugnad.ledger.recording import record
from dugnad.protection.acts import ERASED_WRITTEN
from dugnad.protection.queries.circle import kept_days
from dugnad.protection.retention import Delete, registered

PIECE = 200
"""Things deleted at a time, so that nobody waits long for the one who deletes."""


def erase_what_is_over(at: datetime) -> int:
    """Delete, in every circle, what is past its time at `at`. How many things that were.

    Outside a transaction: afterwards the full-text index is put in order and the journal folded in, since both still
    hold the words; freed pages are zeroed by the database itself (`secure_delete`).
    """
    erased = sum(erase_in(circle, at, at - timedelta(days=days)) for circle, days in sorted(kept_days().items()))
    if erased:
        fulltext.optimize()
    fold_journal()
    return erased


def erase_in(circle: str, at: datetime, before: datetime) -> int:
    """The same in one circle, for what was written there before this moment; nothing is put in order afterwards."""
    return sum(_all(circle, at, before, delete) for _name, delete in registered())


def _all(circle: str, at: datetime, before: datetime, delete: Delete) -> int:
    erased = 0
    while piece := _piece(circle, at, before, delete):
        erased += piece
    return erased


@transaction.atomic
def _piece(circle: str, at: datetime, before: datetime, delete: Delete) -> int:
    """Whoever is at it at the same moment waits, and then finds others or nothing."""
    if not Circle.objects.filter(pk=circle).exists():
        return 0
    erased = delete(circle, before, PIECE)
    if erased:
        record(ERASED_WRITTEN, by=None, about=circle, circle=circle, amount=erased, at=at)
    return erased
