"""One process at a time works for a follower, however many workers there are."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import Error, connection


@contextmanager
def turn(name: str) -> Iterator[bool]:
    """Yields whether it is our turn at `name`. A process that is killed gives its turn back by dying."""
    with _locked_in_database(name) if connection.vendor == "postgresql" else _locked_file(name) as ours:
        yield ours


@contextmanager
def _locked_in_database(name: str) -> Iterator[bool]:
    key = int.from_bytes(sha256(f"dugnad follower {name}".encode()).digest()[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
        (ours,) = cursor.fetchone()
    try:
        yield ours
    finally:
        if ours:
            try:
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_unlock(%s)", [key])
            except Error:  # the connection broke, and with it the lock; what broke it is already on its way up
                connection.close()


@contextmanager
def _locked_file(name: str) -> Iterator[bool]:
    path = Path(settings.CONFIG.data) / f"follower-{name}.lock"
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
