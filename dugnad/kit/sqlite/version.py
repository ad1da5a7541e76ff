"""Which SQLite builds can be trusted with a write-ahead log.

SQLite 3.7.0 to 3.51.2 can corrupt a WAL database when two connections write and checkpoint together
(sqlite.org/wal.html#walresetbug). It is mended in 3.51.3 and in the branches 3.50.7 and 3.44.6.
"""

from __future__ import annotations

Version = tuple[int, int, int]


class UnsafeSQLite(RuntimeError):
    """The SQLite build at hand can corrupt the database; said in words an operator can act on."""


def has_wal_reset_bug(version: Version) -> bool:
    """True for builds that can lose data in WAL mode."""
    if version >= (3, 51, 3):
        return False
    if version[:2] == (3, 50):
        return version < (3, 50, 7)
    if version[:2] == (3, 44):
        return version < (3, 44, 6)
    return version >= (3, 7, 0)


def require_safe(version: Version) -> None:
    """Raise `UnsafeSQLite` unless `version` is free of the bug."""
    if has_wal_reset_bug(version):
        shown = ".".join(map(str, version))
        raise UnsafeSQLite(
            f"SQLite {shown} can corrupt this database (the WAL-reset bug), so Dugnad does not start on it. "
            "Nothing was changed. Install the pysqlite3 package (Linux x86-64 and macOS have it ready made), "
            "use a Python built with SQLite 3.51.3 or newer, or set DUGNAD_DATABASE to a PostgreSQL address."
        )
