"""Writers of one SQLite file: each gets their turn, soon after it is free, and nobody waits for ever."""

from __future__ import annotations

import gc
import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import IntegrityError, OperationalError, connection

from dugnad.kit.outage import is_passing
from dugnad.kit.sqlite.base import Database, DatabaseWrapper
from dugnad.kit.sqlite.turns import Turn

pytestmark = pytest.mark.django_db

Open = Callable[..., DatabaseWrapper]
Act = Callable[[DatabaseWrapper], None]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Open]:
    path = str(tmp_path / "turns.sqlite3")
    made: list[DatabaseWrapper] = []

    def open_one(timeout: float = 5) -> DatabaseWrapper:
        options = {"transaction_mode": "IMMEDIATE", "timeout": timeout, "check_same_thread": False}
        facts = connection.settings_dict | {"ENGINE": "dugnad.kit.sqlite", "NAME": path, "OPTIONS": options}
        made.append(DatabaseWrapper(facts, f"turns{len(made)}"))
        made[-1].inc_thread_sharing()
        return made[-1]

    first = open_one()
    first.cursor().execute("CREATE TABLE note (text NOT NULL)")
    yield open_one
    for one in made:
        one.close()


def insert(one: DatabaseWrapper) -> None:
    with one.cursor() as cursor:
        cursor.execute("INSERT INTO note VALUES ('x')")


def begin(one: DatabaseWrapper) -> None:
    one.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)


def write(one: DatabaseWrapper) -> None:
    begin(one)
    insert(one)
    one.commit()
    one.set_autocommit(True)


def waited(act: Callable[[], None], free: Callable[[], None], after: float = 0.3) -> float:
    """Seconds from `free`, done after `after` seconds, until `act`, begun at once, was done."""
    done: list[float] = []
    other = threading.Thread(target=lambda: (act(), done.append(time.perf_counter())))
    other.start()
    time.sleep(after)
    assert not done
    freed = time.perf_counter()
    free()
    other.join(10)
    return done[0] - freed


@pytest.mark.parametrize("act", [write, insert])
@pytest.mark.parametrize("how", ["commit", "rollback", "close"])
def test_the_next_thread_writes_as_soon_as_the_first_has_ended(opened: Open, how: str, act: Act) -> None:
    first, second = opened(), opened()
    begin(first)
    insert(first)
    assert waited(lambda: act(second), getattr(first, how)) < 1
    assert second.cursor().execute("SELECT count(*) FROM note").fetchone() == (1 + (how == "commit"),)


@pytest.mark.parametrize("act", [write, insert])
def test_the_next_process_is_asked_every_millisecond(opened: Open, tmp_path: Path, act: Act) -> None:
    ours = opened()
    ours.ensure_connection()
    theirs = Database.connect(tmp_path / "turns.sqlite3", isolation_level=None, check_same_thread=False)
    theirs.execute("BEGIN IMMEDIATE")
    assert waited(lambda: act(ours), lambda: theirs.execute("COMMIT")) < 1
    theirs.close()


@pytest.mark.parametrize("act", [begin, insert])
def test_who_waits_too_long_hears_that_it_is_locked_and_may_try_again(opened: Open, act: Act) -> None:
    first, second = opened(), opened(timeout=0.1)
    begin(first)
    for _again in range(2):
        begun = time.perf_counter()
        with pytest.raises(OperationalError, match="locked") as caught:
            act(second)
        assert is_passing(caught.value)
        assert 0.1 <= time.perf_counter() - begun < 2
    first.rollback()
    write(second)


def test_another_process_that_goes_on_writing_is_waited_for_no_longer(opened: Open, tmp_path: Path) -> None:
    ours = opened(timeout=0.1)
    ours.ensure_connection()
    theirs = Database.connect(tmp_path / "turns.sqlite3", isolation_level=None)
    theirs.execute("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError, match="locked"):
        begin(ours)
    theirs.close()
    write(ours)
    write(opened())


def test_a_mistake_is_not_waited_for_and_takes_no_turn_away(opened: Open) -> None:
    ours, second = opened(), opened(timeout=0.1)
    begin(ours)
    begun = time.perf_counter()
    with pytest.raises(OperationalError, match="within a transaction"):
        ours._start_transaction_under_autocommit()
    assert time.perf_counter() - begun < 1
    with pytest.raises(OperationalError, match="locked"):
        begin(second)
    ours.commit()
    write(second)


def forgotten(one: DatabaseWrapper) -> None:
    """A cursor that failed and that nobody reaches any more: it stands in a frame that its error stands in."""
    try:
        one.cursor().execute("INSERT INTO note VALUES (NULL)")
    except IntegrityError:
        pass


@pytest.mark.parametrize("act", [write, insert])
def test_clearing_away_what_a_waiting_thread_forgot_does_not_stop_the_one_who_writes(opened: Open, act: Act) -> None:
    first, second = opened(), opened()
    gc.disable()
    gc.freeze()  # what other tests left takes long to look through
    try:
        forgotten(second)
        begin(first)
        insert(first)

        def end() -> None:
            gc.collect()
            first.commit()

        assert waited(lambda: act(second), end) < 1
    finally:
        gc.unfreeze()
        gc.enable()


def test_a_child_does_not_wait_for_a_thread_that_it_does_not_have() -> None:
    held = Turn("somewhere", 1)
    held.do(lambda: None, keep=True)
    pid = os.fork()
    if not pid:
        begun = time.perf_counter()
        Turn("somewhere", 5).do(lambda: None, keep=True)
        os._exit(time.perf_counter() - begun > 1)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    held.give_back()
