"""Acts made directly, and followers that do as they are told, for tests of the ledger that need no members."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from dugnad.ledger.followers import Follower
from dugnad.ledger.models import Act
from dugnad.ledger.recording import record
from dugnad.ledger.turns import turn
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
    """`count` acts in one transaction, about "0", "1" and so on."""
    with transaction.atomic():
        return [make_act(str(number), at=at) for number in range(count)]


class Listener(Follower):
    """Remembers every batch it was handed. `trouble` may raise for an act."""

    name = "listener"

    def __init__(self, trouble: Callable[[Act], None] = lambda act: None) -> None:
        self.batches: list[list[int]] = []
        self.trouble = trouble

    def handle(self, batch: Sequence[Act]) -> None:
        for act in batch:
            self.trouble(act)
        self.batches.append([act.pk for act in batch])

    @property
    def heard(self) -> list[int]:
        """The ids of all acts, in the order they came."""
        return [number for batch in self.batches for number in batch]


@contextmanager
def at_it_elsewhere(name: str) -> Iterator[None]:
    """While another process works for the follower of this name."""
    taken, done = threading.Event(), threading.Event()

    def work() -> None:
        with turn(name) as ours:
            assert ours
            taken.set()
            done.wait(10)
        connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    assert taken.wait(10)
    try:
        yield
    finally:
        done.set()
        thread.join()


def failing_on(*about: str, error: type[Exception] = ValueError) -> Callable[[Act], None]:
    """Trouble with acts about one of `about`."""

    def trouble(act: Act) -> None:
        if act.object_id in about:
            raise error(f"cannot handle '{act.object_id}' of bob@example.org")

    return trouble
