"""The worker's part: all followers, round and round, through restarts of the database."""

from __future__ import annotations

import logging
import random
import threading
import time
from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import InterfaceError, OperationalError, connection

from dugnad.kit.clock import now
from dugnad.ledger.followers import Follower, registered
from dugnad.ledger.handing import advance, retry_held
from dugnad.ledger.renumbering import renumber_if_restored

log = logging.getLogger(__name__)
GLANCE = 0.1
"""Seconds between two looks at whether SQLite's file changed: some microseconds each."""
BACKLOG = 100
"""Acts handed over in one round from which on the next follows at once."""
LOOK = 0.5
"""Seconds between two looks at the acts on PostgreSQL."""
ROUND = 5.0
"""Seconds after which the followers are asked in any case: some are due by the clock."""
LONGEST_PAUSE = 30.0

Chance = Callable[[], float]


def run_once(
    at: datetime | None = None,
    *,
    followers: Sequence[Follower] | None = None,
    chance: Chance = random.random,
) -> int:
    """Hand each follower what it failed on and is due, and one batch of what is new; return how many acts that were.

    Raises `django.db.Error` when the database does not answer.
    """
    at = at or now()
    handled = 0
    for follower in registered() if followers is None else followers:
        handled += retry_held(follower, at=at, chance=chance())
        handled += advance(follower, at=at, chance=chance())
    return handled


def run(stop: threading.Event, *, followers: Sequence[Follower] | None = None) -> None:
    """Follow the ledger until `stop` is set. A database that is away is waited for."""
    failures = 0
    try:
        while not stop.is_set():
            try:
                renumber_if_restored()
                failures = 0
                _follow(stop, followers)
            except (OperationalError, InterfaceError) as error:
                failures += 1
                pause = min(LOOK * 2 ** (failures - 1), LONGEST_PAUSE)
                log.warning("The database does not answer (%s); again in %g s.", type(error).__name__, pause)
                connection.close()
                stop.wait(pause)
    finally:
        connection.close()


def _follow(stop: threading.Event, followers: Sequence[Follower] | None) -> None:
    seen = _version()
    while not stop.is_set():
        while handled := run_once(followers=followers):
            # Together acts cost less, and those who write wait less often: only a backlog is read without a breath.
            if stop.wait(GLANCE if handled < BACKLOG else 0):
                return
        seen = _sleep(stop, seen)


def _sleep(stop: threading.Event, seen: int | None) -> int | None:
    """Until there may be new acts. `seen` is the version of SQLite's file at the last look."""
    if connection.vendor != "sqlite":
        stop.wait(LOOK)
        return None
    until = time.monotonic() + ROUND
    while time.monotonic() < until and not stop.wait(GLANCE):
        version = _version()
        if version != seen:
            return version
    return seen


def _version() -> int | None:
    """A number that changes when another connection has changed SQLite's file; None on PostgreSQL."""
    if connection.vendor != "sqlite":
        return None
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA data_version")
        (version,) = cursor.fetchone()
    return int(version)
