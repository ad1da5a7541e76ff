"""Waiting for the one writer that SQLite allows.

Its own waiting is a sleep that grows from a millisecond to a tenth of a second, whether or not the database has become
free meanwhile: under load somebody is always asleep when their turn comes. Here the threads of a process wait for one
another by a lock, which wakes them at once, and the one whose turn it is asks SQLite every millisecond.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from threading import Lock

from django.db import OperationalError

PAUSE = 0.001
"""Seconds between two attempts."""
BUSY = 5
"""SQLite's word for "somebody else is writing"; what lies above the lowest eight bits says why."""

_locks: dict[str, Lock] = {}


class Turn:
    """One connection's place among the writers of the database in the file `path`."""

    def __init__(self, path: str) -> None:
        self._lock = _locks.setdefault(path, Lock())
        self._ours = False

    def take(self, begin: Callable[[], None], patience: float) -> None:
        """Do `begin`, which starts writing, as soon as nobody else writes.

        After `patience` seconds its last error is raised, or if it is another thread of this process that goes on
        writing, that of a last attempt.
        """
        if self._ours:  # a transaction within a transaction: a mistake, and SQLite says so
            begin()
            return
        until = time.monotonic() + patience
        self._ours = self._lock.acquire(timeout=patience)
        try:
            _insist(begin, until)
        except BaseException:
            self.give_back()
            raise

    def give_back(self) -> None:
        """Let the next one write. Nothing happens if it is not our turn."""
        if self._ours:
            self._ours = False
            self._lock.release()


def _insist(begin: Callable[[], None], until: float) -> None:
    while True:
        try:
            return begin()
        except OperationalError as error:
            if not _is_busy(error) or time.monotonic() >= until:
                raise
        time.sleep(PAUSE)


def _is_busy(error: OperationalError) -> bool:
    return getattr(error.__cause__, "sqlite_errorcode", 0) & 0xFF == BUSY


def _forget() -> None:
    """In a process that was forked nobody holds the locks of the threads that were left behind."""
    _locks.clear()


os.register_at_fork(after_in_child=_forget)
