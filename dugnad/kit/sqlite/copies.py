"""Copies of the database that are whole, taken while others write, and the check that says so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.db import connection

from dugnad.kit.sqlite import base
from dugnad.kit.sqlite.version import Version


def version() -> Version:
    """The version of the SQLite that is used."""
    major, minor, patch = base.Database.sqlite_version_info  # type: ignore[attr-defined]  # not in Django's stubs
    return major, minor, patch


def copy_to(path: Path) -> None:
    """Write the database as it is at this moment to the new file `path`, without what was deleted from it."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(path)])


def problems(path: Path, most: int = 20) -> list[str]:
    """What SQLite finds wrong in the database file `path`: damaged pages, rows that point nowhere. Empty: whole."""
    sqlite: Any = base.Database  # type: ignore[attr-defined]  # not in Django's stubs
    opened = sqlite.connect(f"file:{_quoted(path)}?mode=ro", uri=True)
    try:
        found = [row[0] for row in opened.execute(f"PRAGMA integrity_check({most:d})") if row[0] != "ok"]
        for table, row, parent, _key in opened.execute("PRAGMA foreign_key_check").fetchmany(most):
            found.append(f"row {row} of {table} points to a row of {parent} that is not there")
    except sqlite.DatabaseError as error:
        return [str(error)]
    finally:
        opened.close()
    return found


def _quoted(path: Path) -> str:
    return path.resolve().as_uri().removeprefix("file://")
