"""Telling a database or disk that is away, locked or full from a mistake of our own."""

from __future__ import annotations

import errno

from django.db import InterfaceError, OperationalError

SQLITE_BUSY = {5, 6, 8, 10, 14}
"""SQLite's primary result codes for locked, busy, read-only, failing and absent files."""
SQLITE_FULL = 13
POSTGRESQL_FULL = "53100"


def is_full(error: BaseException | None) -> bool:
    """Is the disk full?"""
    if isinstance(error, OperationalError):
        cause = error.__cause__
        return _sqlite_code(cause) == SQLITE_FULL or getattr(cause, "sqlstate", None) == POSTGRESQL_FULL
    return isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}


def is_passing(error: BaseException | None) -> bool:
    """Is the database locked or out of reach, so that asking again later may work?"""
    if isinstance(error, InterfaceError):
        return True
    if not isinstance(error, OperationalError):
        return False
    # psycopg raises OperationalError only for the server's state; SQLite also for mistakes in our SQL.
    return hasattr(error.__cause__, "sqlstate") or _sqlite_code(error.__cause__) in SQLITE_BUSY


def _sqlite_code(cause: BaseException | None) -> int:
    return int(getattr(cause, "sqlite_errorcode", 0)) & 0xFF
