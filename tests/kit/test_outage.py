"""Outages are told from mistakes by what the database itself said."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from django.db import IntegrityError, InterfaceError, OperationalError, connection
from django.db.backends.sqlite3.base import DatabaseWrapper

from dugnad.kit.outage import is_full, is_passing

pytestmark = pytest.mark.django_db


def test_a_locked_database_passes(tmp_path: Path) -> None:
    path = str(tmp_path / "locked.sqlite3")
    settings = connection.settings_dict | {"ENGINE": "dugnad.kit.sqlite", "NAME": path}
    first = DatabaseWrapper(settings | {"OPTIONS": {"transaction_mode": "IMMEDIATE"}}, "first")
    second = DatabaseWrapper(settings | {"OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 0}}, "second")
    try:
        first.cursor().execute("CREATE TABLE note (text)")
        first.cursor().execute("BEGIN IMMEDIATE")
        with pytest.raises(OperationalError, match="locked") as caught:
            second.cursor().execute("INSERT INTO note VALUES (1)")
    finally:
        first.close()
        second.close()
    assert is_passing(caught.value)
    assert not is_full(caught.value)


def test_a_full_database_is_full(tmp_path: Path) -> None:
    settings = connection.settings_dict | {"ENGINE": "dugnad.kit.sqlite", "NAME": str(tmp_path / "full.sqlite3")}
    small = DatabaseWrapper(settings | {"OPTIONS": {}}, "small")
    try:
        small.cursor().execute("CREATE TABLE note (text)")
        small.cursor().execute("PRAGMA max_page_count=3")
        with pytest.raises(OperationalError, match="full") as caught:
            small.cursor().execute("INSERT INTO note VALUES (zeroblob(100000))")
    finally:
        small.close()
    assert is_full(caught.value)
    assert not is_passing(caught.value)


def test_a_mistake_in_our_own_query_is_neither() -> None:
    with pytest.raises(Exception, match="no_such_table") as caught, connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM no_such_table")
    assert not is_passing(caught.value)
    assert not is_full(caught.value)


@pytest.mark.parametrize(
    ("error", "full"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), True),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), True),
        (OSError(errno.ENOENT, "No such file"), False),
        (IntegrityError("twice"), False),
        (None, False),
    ],
)
def test_files(error: Exception | None, full: bool) -> None:
    assert is_full(error) is full
    assert not is_passing(error)


def test_a_lost_connection_passes() -> None:
    assert is_passing(InterfaceError("connection already closed"))


def test_an_error_without_a_cause_is_ours() -> None:
    assert not is_passing(OperationalError("made by hand"))
