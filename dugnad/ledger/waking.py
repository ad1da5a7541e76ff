"""Waiting until acts may have been recorded, by whatever process: SQLite's file is watched, PostgreSQL tells.

PostgreSQL's `NOTIFY` is sent by a trigger in the transaction that records (migration 0004), so it comes with the
commit. It carries nothing: whoever is woken reads the ledger in its own order.
"""

from __future__ import annotations

import threading
import time
from typing import Any

from django.db import connection

CHANNEL = "dugnad_acts"
WHISPERS = "dugnad_whispers"
GLANCE = 0.05
"""Seconds between two looks at whether SQLite's file changed: some microseconds each."""
SLICE = 0.25
"""Seconds after which a thread that listens to PostgreSQL sees that it is to stop."""


class Waking:
    """For one thread, which waits on its own connection.

    Raises `django.db.Error` when the database does not answer.
    """

    def __init__(self) -> None:
        self._seen: int | None = None
        self._before: int | None = None
        self._listening: Any = None
        self._whispers: list[str] = []

    def begin(self) -> None:
        """From now on nothing that is recorded is missed by `wait`. To be called before the first look."""
        if connection.vendor == "postgresql":
            self._listen()
        else:
            self._seen = _version()

    def wait(self, stop: threading.Event, seconds: float) -> None:
        """Until acts may have been recorded since the last call, `stop` is set, or so many seconds have passed."""
        until = time.monotonic() + seconds
        if connection.vendor == "postgresql":
            while not stop.is_set() and not self._told(min(SLICE, until - time.monotonic())):
                if time.monotonic() >= until:
                    return
        else:
            while time.monotonic() < until and not stop.wait(GLANCE):
                version = _version()
                if version != self._seen:
                    self._seen = version
                    return

    def changed(self) -> bool:
        """Whether anything may have been written since the last call. PostgreSQL cannot tell: always."""
        if connection.vendor == "postgresql":
            return True
        before, self._before = self._before, _version()
        return before != self._before

    def whisper(self, text: str) -> None:
        """Pass `text`, of at most 7,900 bytes, to all processes on this PostgreSQL, this one too."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, %s)", [WHISPERS, text])

    def whispers(self) -> list[str]:
        """What was passed to us since the last call, as far as `wait` came by it."""
        heard, self._whispers = self._whispers, []
        return heard

    def _listen(self) -> None:
        connection.ensure_connection()
        if self._listening is not connection.connection:
            with connection.cursor() as cursor:
                cursor.execute(f"LISTEN {CHANNEL}")
                cursor.execute(f"LISTEN {WHISPERS}")
            self._listening = connection.connection

    def _told(self, seconds: float) -> bool:
        self._listen()
        with connection.wrap_database_errors:
            heard = list(connection.connection.notifies(timeout=max(0.0, seconds), stop_after=1))
        self._whispers += [told.payload for told in heard if told.channel == WHISPERS]
        return any(told.channel == CHANNEL for told in heard)


def _version() -> int:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA data_version")
        (version,) = cursor.fetchone()
    return int(version)
