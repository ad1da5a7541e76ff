"""What the data of an installation takes, and what is left."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection


@dataclass(frozen=True)
class Storage:
    """`engine` names database and version. Sizes in bytes; `journal` is what SQLite has not yet folded in."""

    engine: str
    database: int
    journal: int
    free: int


def storage() -> Storage:
    """As of now."""
    engine, database, journal = _sqlite() if connection.vendor == "sqlite" else _postgresql()
    return Storage(engine, database, journal, shutil.disk_usage(settings.CONFIG.data).free)


def _sqlite() -> tuple[str, int, int]:
    name = str(connection.settings_dict["NAME"])
    version = connection.Database.sqlite_version  # type: ignore[attr-defined]  # every backend has its driver there
    return f"SQLite {version}", _size(Path(name)), _size(Path(f"{name}-wal"))


def _postgresql() -> tuple[str, int, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version'), pg_database_size(current_database())")
        version, size = cursor.fetchone()
    return f"PostgreSQL {version}", int(size), 0


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def fold_journal() -> bool:
    """On SQLite: fold the journal into the database and empty it, since it still holds what was deleted.

    Done only if nobody reads at the moment, and then True; the next time will come.
    """
    if connection.vendor != "sqlite":
        return True
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return bool(cursor.fetchone()[0] == 0)
