"""Waiting for the one writer that SQLite allows.

Its own waiting is a sleep that grows from a millisecond to a tenth of a second, whether or not the database has become
free meanwhile: under load somebody is always asleep when their turn comes. And it sleeps with the connection locked: a
thread that then clears away a forgotten cursor of that connection, as Python's garbage collector does in whichever
thread it runs, stops for as long, and the whole process with it. If it is that thread which writes, nobody ever gets
their turn. So SQLite is told not to wait. Here the threads of a process wait for one another by a lock, which wakes
them at once, and the one whose turn it is asks SQLite every millisecond.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from threading import Lock
from typing import TypeVar

PAUSE = 0.001
"""Seconds between two attempts."""
BUSY = 5
"""SQLite's word for "somebody else is writing"; what lies above the lowest eight bits says why."""

T = TypeVar("T")

_locks: dict[str, Lock] = {}


class Turn:
    """One connection's place among the writers of the database in the file `path`, who wait `patience` seconds."""

    def __init__(self, path: str, patience: float) -> None:
        self._lock = _locks.setdefault(path, Lock())
        self._patience = patience
        self._ours = False

    def do(self, statement: Callable[[], T], *, keep: bool = False) -> T:
        """Do `statement`, again and again as long as somebody else writes; what it returns.

        One that begins a transaction is done in our turn, and does `keep` it until `give_back`. One that stands alone
        waits for a turn only where it found the database busy.

        After `patience` seconds its last error is raised, or if it is another thread of this process that goes on
        writing, that of a last attempt.
        """
        if self._ours or not keep:  # a transaction within a transaction is a mistake, and SQLite says so
            try:
                return statement()
            except Exception as error:
                if self._ours or not _is_busy(error):
                    raise
        until = time.monotonic() + self._patience
        self._ours = self._lock.acquire(timeout=self._patience)
        begun = False
        try:
            done = _insist(statement, until)
            begun = keep
        finally:
            if not begun:
                self.give_back()
        return done

    def give_back(self) -> None:
        """Let the next one write. Nothing happens if it is not our turn."""
        if self._ours:
            self._ours = False
            self._lock.release()


def _insist(statement: Callable[[], T], until: float) -> T:
    while True:
        try:
            return statement()
        except Exception as error:
            if not _is_busy(error) or time.monotonic() >= until:
                raise
        time.sleep(PAUSE)


def _is_busy(error: Exception) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF == BUSY


def _forget() -> None:
    """In a process that was forked nobody holds the locks of the threads that were left behind."""
    _locks.clear()


os.register_at_fork(after_in_child=_forget)
