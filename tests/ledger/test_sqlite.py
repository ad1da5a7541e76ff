"""The database the ledger stands on by default. These run on a file of their own, whatever the others run on."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import OperationalError

from dugnad.kit.sqlite.copies import version
from dugnad.kit.sqlite.version import UnsafeSQLite, Version, has_wal_reset_bug, require_safe
from tests.ledger.opening import Opened, asked, begin

SAFE = [(3, 6, 23), (3, 44, 6), (3, 44, 9), (3, 50, 7), (3, 50, 9), (3, 51, 3), (3, 52, 0), (3, 53, 4), (4, 0, 0)]
UNSAFE = [
    (3, 7, 0),
    (3, 40, 1),  # Debian 12
    (3, 43, 99),
    (3, 44, 5),
    (3, 45, 0),
    (3, 46, 1),  # Debian 13
    (3, 49, 2),
    (3, 50, 6),
    (3, 51, 0),
    (3, 51, 2),
]


@pytest.mark.parametrize("version", SAFE)
def test_build_without_the_bug(version: Version) -> None:
    assert not has_wal_reset_bug(version)
    require_safe(version)


@pytest.mark.parametrize("version", UNSAFE)
def test_build_with_the_bug(version: Version) -> None:
    assert has_wal_reset_bug(version)
    with pytest.raises(UnsafeSQLite, match=r"^SQLite {}\.{}\.{} can corrupt this database".format(*version)):
        require_safe(version)


@pytest.fixture
def opened(tmp_path: Path, django_db_blocker: pytest.FixtureRequest) -> Iterator[Opened]:
    opened = Opened(tmp_path)
    with django_db_blocker.unblock():  # type: ignore[attr-defined]  # pytest-django's
        yield opened
        opened.close()


def test_durable_and_wiping_what_is_deleted(opened: Opened) -> None:
    first, second = opened.another(), opened.another()
    pragmas = ["journal_mode", "synchronous", "secure_delete", "trusted_schema", "foreign_keys"]
    for connection in (first, second):
        assert [asked(connection, f"PRAGMA {name}") for name in pragmas] == ["wal", 2, 1, 0, 1]


def test_deleted_words_are_gone_from_the_file(opened: Opened) -> None:
    connection = opened.another()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE word (text)")
        cursor.executemany("INSERT INTO word VALUES (%s)", [[f"needle-{number}"] for number in range(300)])
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        assert opened.path.read_bytes().count(b"needle-") == 300
        cursor.execute("DELETE FROM word")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    assert [path.read_bytes().count(b"needle-") for path in opened.path.parent.iterdir()] == [0] * 3


def test_build_with_the_bug_opens_nothing(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dugnad.kit.sqlite.base.Database.sqlite_version_info", (3, 40, 1))
    with pytest.raises(UnsafeSQLite) as refusal:
        opened.another().ensure_connection()
    assert str(refusal.value) == (
        "SQLite 3.40.1 can corrupt this database (the WAL-reset bug), so Dugnad does not start on it. "
        "Nothing was changed. Install the pysqlite3 package (Linux x86-64 and macOS have it ready made), "
        "use a Python built with SQLite 3.51.3 or newer, or set DUGNAD_DATABASE to a PostgreSQL address."
    )
    assert not opened.path.exists()


def test_build_in_use_is_safe() -> None:
    assert not has_wal_reset_bug(version())


def test_transaction_takes_the_write_lock_when_it_begins(opened: Opened) -> None:
    """With DEFERRED both would begin, and the second to write after reading would fail whatever the time-out."""
    first, second = opened.another(), opened.another(timeout=0.1)
    begin(first)
    with pytest.raises(OperationalError, match="database is locked"):
        begin(second)
    first.rollback()
    begin(second)


def test_locked_database_is_told_within_the_timeout(opened: Opened) -> None:
    first, second = opened.another(), opened.another(timeout=0.4)
    with first.cursor() as cursor:
        cursor.execute("CREATE TABLE word (text)")
        cursor.execute("BEGIN EXCLUSIVE")
        began = time.monotonic()
        with pytest.raises(OperationalError, match="database is locked"), second.cursor() as other:
            other.execute("INSERT INTO word VALUES ('late')")
        assert 0.3 < time.monotonic() - began < 2
        with second.cursor() as other:
            other.execute("SELECT count(*) FROM word")
            assert other.fetchone() == (0,)
        cursor.execute("COMMIT")
