"""Acts made directly, for tests of the ledger that need no members."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from dugnad.ledger.models import Act
from dugnad.ledger.recording import record
from dugnad.ledger.verbs import Effort, Relation, Verb
from tests.cast import NOON

THANKED = Verb("thanked", Effort.TOKEN, Relation.THANKS, "answer")


@dataclass
class Somebody:
    person_key: str = "k" * 16


def make_act(about: str = "a", *, at: datetime = NOON, cause: int | None = None, amount: int | None = None) -> Act:
    """One act by one person, committed unless a transaction is open."""
    with transaction.atomic():
        return record(THANKED, by=Somebody(), about=about, cause=cause, amount=amount, at=at)


def make_acts(count: int, *, at: datetime = NOON) -> list[Act]:
    """`count` acts in one transaction."""
    with transaction.atomic():
        return [make_act(str(number), at=at) for number in range(count)]
