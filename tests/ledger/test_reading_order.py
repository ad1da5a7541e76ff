"""Two transactions, really interleaved, on PostgreSQL. Each test first shows the act that another order would lose."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from queue import Queue
from threading import Thread

import pytest
from django.db import connection, transaction

from dugnad.ledger.handing import advance
from dugnad.ledger.models import Act
from dugnad.ledger.reading import OldestRunning
from tests.cast import NOON
from tests.ledger.making import Listener, make_act, make_acts

pytestmark = pytest.mark.django_db(transaction=True)


class Elsewhere:
    """Another connection, in a thread of its own, that does one thing after the other when told to."""

    def __init__(self) -> None:
        self._told: Queue[Callable[[], object] | None] = Queue()
        self._done: Queue[object] = Queue()
        self._thread = Thread(target=self._listen)
        self._thread.start()

    def do(self, what: Callable[[], object]) -> object:
        """Do `what` there, wait until it is done, and return what it returns."""
        self._told.put(what)
        done = self._done.get(timeout=10)
        if isinstance(done, Exception):
            raise done
        return done

    def begin(self) -> None:
        self.do(lambda: transaction.set_autocommit(False))

    def take_number(self) -> int:
        """Make the running transaction write, so that it has a number."""
        return int(str(self.do(_transaction_number)))

    def act(self, about: str) -> Act:
        made = self.do(lambda: make_act(about))
        assert isinstance(made, Act)
        return made

    def commit(self) -> None:
        self.do(transaction.commit)

    def close(self) -> None:
        self._told.put(None)
        self._thread.join(10)

    def _listen(self) -> None:
        while what := self._told.get():
            try:
                self._done.put(what())
            except Exception as error:
                self._done.put(error)
        connection.close()


@pytest.fixture
def slow() -> Iterator[Elsewhere]:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer: transactions cannot interleave. Run it with DUGNAD_DATABASE=postgres://…")
    other = Elsewhere()
    yield other
    other.close()


class ById(Listener):
    """What a follower would hear that remembers the last id it read and asks for larger ones."""

    name = "by-id"

    def __init__(self, *, waits: bool) -> None:
        super().__init__()
        self.last = 0
        self.waits = waits

    def look(self) -> None:
        acts = Act.objects.filter(id__gt=self.last).order_by("id")
        if self.waits:
            acts = acts.filter(transaction__lt=OldestRunning())
        for act in acts:
            self.batches.append([act.pk])
            self.last = act.pk


@pytest.mark.postgres
def test_smaller_id_committed_after_a_larger_one_was_read(slow: Elsewhere) -> None:
    slow.begin()
    early = slow.act("first, slow")
    late = make_act("second, quick")
    assert early.pk < late.pk
    follower, naive = Listener(), ById(waits=False)
    for _ in range(2):
        advance(follower, at=NOON)
        naive.look()
        slow.commit()
    assert naive.heard == [late.pk]  # the other one is lost for ever
    assert follower.heard == [early.pk, late.pk]


@pytest.mark.postgres
def test_older_transaction_with_a_larger_id_does_not_hide_a_smaller_one(slow: Elsewhere) -> None:
    """Waiting for the oldest transaction is not enough: the ids have to be read within their transactions."""
    slow.begin()
    slow.take_number()
    with transaction.atomic():
        number = _transaction_number()  # ours: younger than the slow one's
        mine = make_act("young")
        hers = slow.act("old")
        slow.commit()
        assert hers.pk > mine.pk
        assert _number_of(slow, hers) < number
        follower, naive = Listener(), ById(waits=True)
        slow.do(lambda: advance(follower, at=NOON))
        slow.do(naive.look)
        slow.commit()
    advance(follower, at=NOON)
    naive.look()
    assert naive.heard == [hers.pk]  # ours, with its smaller id, is lost for ever
    assert follower.heard == [hers.pk, mine.pk]


@pytest.mark.postgres
def test_rest_of_a_transaction_larger_than_a_batch(slow: Elsewhere) -> None:
    slow.begin()
    slow.act("first")
    with transaction.atomic():
        theirs = [act.pk for act in make_acts(5)]
    slow.commit()
    follower = Listener()
    while advance(follower, at=NOON, most=2):
        pass
    assert len(follower.heard) == 6
    assert follower.heard[1:] == theirs


@pytest.mark.postgres
def test_rolled_back_transaction_holds_nobody_up(slow: Elsewhere) -> None:
    slow.begin()
    slow.act("never was")
    act = make_act("is")
    follower = Listener()
    assert advance(follower, at=NOON) == 0
    slow.do(transaction.rollback)
    assert advance(follower, at=NOON) == 1
    assert follower.heard == [act.pk]


@pytest.mark.postgres
def test_many_writers_at_once_and_one_follower(slow: Elsewhere) -> None:
    """Eight connections hold their transactions open for a while, at random; the follower reads all along."""

    def write(seed: int) -> None:
        chance = random.Random(seed)
        for number in range(15):
            with transaction.atomic(), connection.cursor() as cursor:
                make_act(f"{seed}-{number}-a")
                cursor.execute("SELECT pg_sleep(%s)", [chance.random() / 50])
                make_act(f"{seed}-{number}-b")
        connection.close()

    writers = [Thread(target=write, args=(seed,)) for seed in range(8)]
    follower = Listener()
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        advance(follower, at=NOON, most=7)
    while advance(follower, at=NOON):
        pass
    everything = list(Act.objects.order_by("transaction", "id").values_list("pk", flat=True))
    assert len(everything) == 240
    assert follower.heard == everything


def _transaction_number() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        (number,) = cursor.fetchone()
    return int(number)


def _number_of(there: Elsewhere, act: Act) -> int:
    return int(str(there.do(lambda: Act.objects.values_list("transaction", flat=True).get(pk=act.pk))))
