"""Circles of many who ask and answer, written to the ledger as acts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from django.db import transaction

from dugnad.asks.acts import ANSWERED_PRACTICAL, ASKED
from dugnad.circles.models import Circle
from dugnad.kit.ids import new_id
from dugnad.ledger.recording import record
from dugnad.people.models import Member
from tests.cast import LONG_AGO, make_circle, make_member

MONDAY = datetime(2026, 11, 16, tzinfo=UTC)
TUESDAY = MONDAY + timedelta(days=1)


def crowd(name: str, count: int, at: datetime = LONG_AGO) -> tuple[Circle, list[Member]]:
    """A circle of so many, all there since `at`."""
    people = [make_member(f"{name}{number}", at=at) for number in range(count)]
    return make_circle(people[0], *people[1:], at=at, name=name), people


@transaction.atomic
def help_round(circle: Circle, people: Sequence[Member], at: datetime) -> None:
    """Everybody asks, and is answered an hour later by the next."""
    for place, asker in enumerate(people):
        need = new_id()
        asked = record(ASKED, by=asker, about=need, circle=circle.pk, at=at + timedelta(minutes=place))
        record(
            ANSWERED_PRACTICAL, by=people[place - 1], about=new_id(), circle=circle.pk, toward=asker, cause=asked.pk,
            at=at + timedelta(minutes=place, hours=1),
        )  # fmt: skip
