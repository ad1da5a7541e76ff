"""Written in bulk or act by act: the tables are the same, row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from django.db import transaction

from dugnad.asks.models import Answer, Ask, Call, LivingAnswer, Reservation
from dugnad.circles.models import Application, InvitationUse, Membership, Vouch
from dugnad.demo.simulation import timeline as told
from dugnad.demo.writing.acting import Acting
from dugnad.demo.writing.bulk import Bulk, write_all
from dugnad.kit.refusal import Refused
from dugnad.ledger import audit
from dugnad.ledger.models import Act
from dugnad.ledger.recording import OutsideTransaction
from tests.demo.making import UNTIL, lived, make_ground
from tests.demo.writing.tables import Tables, tables

SEEDS = (2, 8)


def rows_of(write: Callable[[], object]) -> Tables:
    """The tables after one way of writing; nothing is left of it."""
    with transaction.atomic():
        write()
        assert audit.problems() == []
        found = tables()
        transaction.set_rollback(True)
    return found


def test_a_run_holds_everything_that_can_happen() -> None:
    kinds = Counter(type(event) for seed in SEEDS for event in lived(seed=seed).events)
    assert set(kinds) == {kind for kind in vars(told).values() if isinstance(kind, type) and _happens(kind)}


def _happens(kind: type) -> bool:
    return issubclass(kind, told.Event) and kind is not told.Event


@pytest.mark.parametrize("seed", SEEDS)
def test_bulk_and_actions_write_the_same(db: None, seed: int) -> None:
    timeline, ground = lived(seed=seed), make_ground()
    by_actions = rows_of(Acting(timeline, ground).play)
    in_bulk = rows_of(lambda: write_all(timeline, ground, until=UNTIL))
    assert {name for name, rows in by_actions.items() if rows} >= {
        model._meta.label
        for model in (Act, Ask, Answer, Membership, Application, Vouch, InvitationUse, LivingAnswer, Reservation, Call)
    }
    for name, rows in by_actions.items():
        assert in_bulk[name] == rows, name


def test_acts_in_portions_are_the_same_acts(db: None) -> None:
    timeline, ground = lived(), make_ground()
    with transaction.atomic():
        writing = Bulk(timeline, ground)
        for event in timeline.events[:: len(timeline.events) // 7]:
            writing.up_to(event.at)
        writing.finish(UNTIL)
    times = list(Act.objects.order_by("id").values_list("at", flat=True))
    assert times == sorted(times)
    assert len(times) == writing.pad.written
    assert audit.problems() == []


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_written() -> None:
    with pytest.raises(OutsideTransaction):
        Bulk(lived(), make_ground()).up_to(UNTIL)
    assert not Act.objects.exists()


def test_what_happened_cannot_happen_twice(db: None) -> None:
    acting = Acting(lived(), make_ground())
    acting.play()
    left = {(event.circle, event.by) for event in lived().events if isinstance(event, told.Left)}
    joined = [event for event in lived().events if isinstance(event, told.Joined)]
    with pytest.raises(Refused):
        acting.do(next(event for event in joined if (event.circle, event.by) not in left))
