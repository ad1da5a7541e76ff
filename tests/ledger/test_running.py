from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection

from dugnad.ledger.followers import AlreadyRegistered, register, registered
from dugnad.ledger.mirror import Mirror, mirror
from dugnad.ledger.models import Act, Held
from dugnad.ledger.running import run
from tests.ledger.making import Listener, failing_on, make_act, make_acts

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def worker(*followers: Listener) -> Iterator[threading.Event]:
    """The worker's loop in a thread, with connections of its own."""
    stop = threading.Event()
    thread = threading.Thread(target=run, args=(stop,), kwargs={"followers": followers})
    thread.start()
    try:
        yield stop
    finally:
        stop.set()
        thread.join(10)
        assert not thread.is_alive()


def comes_true(what: Callable[[], bool], seconds: float = 10) -> bool:
    until = time.monotonic() + seconds
    while not what() and time.monotonic() < until:
        time.sleep(0.02)
    return what()


def test_follows_what_is_written_while_it_runs() -> None:
    listener = Listener()
    before = make_acts(3)
    with worker(listener):
        assert comes_true(lambda: len(listener.heard) == 3)
        after = [make_act("d") for _ in range(3)]
        assert comes_true(lambda: len(listener.heard) == 6)
    assert listener.heard == [act.pk for act in [*before, *after]]


def test_new_act_is_noticed_before_the_next_round() -> None:
    listener = Listener()
    with worker(listener):
        make_act("wake")
        assert comes_true(lambda: len(listener.heard) == 1)
        began = time.monotonic()
        make_act("noticed")
        assert comes_true(lambda: len(listener.heard) == 2)
        assert time.monotonic() - began < 4  # half a second on a machine that does nothing else; ROUND would be 5


def test_failing_follower_does_not_stop_the_others() -> None:
    class Deaf(Listener):
        name = "deaf"

    acts = make_acts(3)
    deaf, listener = Deaf(failing_on("0", "1", "2")), Listener()
    with worker(deaf, listener):
        assert comes_true(lambda: len(listener.heard) == 3)
    assert sorted(Held.objects.values_list("act_id", flat=True)) == [act.pk for act in acts]


def test_goes_on_after_the_database_was_away() -> None:
    """The connection breaks below the follower, once; what it was handed comes again."""
    acts = make_acts(2)

    class Unlucky(Listener):
        broken = False

        def handle(self, batch: Sequence[Act]) -> None:
            if not self.broken:
                self.broken = True
                break_connection()
                list(Act.objects.all())
            super().handle(batch)

    listener = Unlucky()
    with worker(listener):
        assert comes_true(lambda: len(listener.heard) == 2)
    assert listener.heard == [act.pk for act in acts]
    assert not Held.objects.exists()


def break_connection() -> None:
    """As a database does that is restarted."""
    if connection.vendor == "postgresql":
        with pytest.raises(OperationalError), connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
    else:
        raise OperationalError("database is locked")


def test_ends_soon_when_told_to() -> None:
    with worker(Listener()) as stop:
        time.sleep(0.3)
        began = time.monotonic()
        stop.set()
    assert time.monotonic() - began < 2


def test_mirror_is_among_the_followers_and_no_name_comes_twice() -> None:
    assert [type(follower) for follower in registered() if follower.name == "mirror"] == [Mirror]
    with pytest.raises(AlreadyRegistered):
        register(mirror())
