"""Taking back what one agreed to, whatever it is. Who is told of it follows afterwards, and is never waited for."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from dugnad.kit.clock import now
from dugnad.people import consents
from dugnad.people.models import Member


@transaction.atomic
def take_back(*, by: Member, source: str, pk: str, at: datetime | None = None) -> None:
    """It holds no more, from the end of this transaction. Raises `Unknown` and `Refused`."""
    consents.source(source).take_back(by, pk, at or now())


@transaction.atomic
def take_all_back(*, by: Member, source: str, at: datetime | None = None) -> int:
    """Everything of one source that holds now; how much that was. Raises `Unknown`."""
    one = consents.source(source)
    holding = [given for given in one.find(by) if given.ended_at is None]
    for given in holding:
        one.take_back(by, given.pk, at or now())
    return len(holding)
