"""A dump restored into another PostgreSQL cluster, where transaction numbers start anew."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection

from dugnad.ledger.handing import advance, place_of
from dugnad.ledger.models import BEFORE_ALL, Act, Cursor
from dugnad.ledger.renumbering import renumber_if_restored
from tests.cast import NOON
from tests.ledger.making import Listener, make_act, make_acts

pytestmark = pytest.mark.django_db(transaction=True)
ELSEWHERE = 10**12
"""A number the cluster of the tests has not come to."""


def number(act: Act, transaction: int) -> Act:
    with connection.cursor() as cursor:
        cursor.execute('UPDATE ledger_act SET "transaction" = %s WHERE id = %s', [transaction, act.pk])
    act.refresh_from_db()
    return act


def restored() -> tuple[list[Act], Listener]:
    """Four acts as another cluster numbered them: the second transaction wrote the larger id. Two were handed out."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite does not number transactions. Run it with DUGNAD_DATABASE=postgres://…")
    acts = make_acts(4)
    for act, offset in zip(acts, (2, 1, 3, 3), strict=True):
        number(act, ELSEWHERE + offset)
    second, first, *rest = acts
    Cursor.objects.create(follower="listener", transaction=second.transaction, act=second.pk, moved_at=NOON)
    return [first, second, *rest], Listener()


@pytest.mark.postgres
def test_new_acts_would_be_lost() -> None:
    acts, listener = restored()
    make_act("new")
    while advance(listener, at=NOON):
        pass
    assert listener.heard == []  # the numbers of the waiting ones are not reached, the new one is behind the cursor
    assert place_of(listener, NOON).act == acts[1].pk


@pytest.mark.postgres
def test_every_act_once_and_in_the_old_order() -> None:
    acts, listener = restored()
    new = make_act("new")
    assert renumber_if_restored() == 4
    while advance(listener, at=NOON):
        pass
    assert listener.heard == [acts[2].pk, acts[3].pk, new.pk]
    newcomer = Listener()
    newcomer.name = "newcomer"
    while advance(newcomer, at=NOON):
        pass
    assert newcomer.heard == [act.pk for act in [*acts, new]]


@pytest.mark.postgres
def test_acts_with_low_numbers_keep_their_place_too() -> None:
    acts, listener = restored()
    lowest = number(acts[1], 1)
    Cursor.objects.update(transaction=1, act=lowest.pk)
    renumber_if_restored()
    while advance(listener, at=NOON):
        pass
    assert listener.heard == [acts[0].pk, acts[2].pk, acts[3].pk]


@pytest.mark.postgres
def test_done_once_and_again_after_the_next_restore() -> None:
    acts, listener = restored()
    assert [renumber_if_restored(), renumber_if_restored()] == [4, 0]
    while advance(listener, at=NOON):
        pass
    later = number(make_act("later"), ELSEWHERE)
    assert renumber_if_restored() == 5
    last = make_act("last")
    while advance(listener, at=NOON):
        pass
    assert listener.heard == [acts[2].pk, acts[3].pk, later.pk, last.pk]


@pytest.mark.postgres
def test_follower_before_all_stays_there() -> None:
    _acts, listener = restored()
    Cursor.objects.update(transaction=BEFORE_ALL, act=0)
    renumber_if_restored()
    assert place_of(listener, NOON).transaction == BEFORE_ALL


@pytest.mark.postgres
def test_migrating_notices() -> None:
    acts, _listener = restored()
    call_command("migrate", verbosity=0)
    assert max(Act.objects.values_list("transaction", flat=True)) == 0
    assert len(acts) == 4


def test_nothing_to_do_at_home() -> None:
    act = make_act()
    act.refresh_from_db()
    assert renumber_if_restored() == 0
    assert Act.objects.get().transaction == act.transaction
