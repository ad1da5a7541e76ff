"""Looking for words wherever they could be left: in the data folder, the files of the database, and its tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection


def found(words: list[str]) -> list[str]:
    """Where any of these words stands, in any case: files by their path, tables by their name."""
    return sorted({*_in_files(words), *_in_tables(words)})


def _in_files(words: list[str]) -> Iterator[str]:
    needles = [word.lower().encode() for word in words]
    for path in files():
        content = path.read_bytes().lower()
        if any(needle in content or needle.decode() in path.name.lower() for needle in needles):
            yield str(path)


def files() -> list[Path]:
    """All of the data folder, and of SQLite the database, its journal and the index of that."""
    name = str(connection.settings_dict["NAME"])
    beside = [Path(f"{name}{end}") for end in ("", "-wal", "-shm")] if connection.vendor == "sqlite" else []
    return [path for path in {*Path(settings.CONFIG.data).rglob("*"), *beside} if path.is_file()]


def _in_tables(words: list[str]) -> Iterator[str]:
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for name, value in zip(names, row, strict=True):
                    if any(word.lower() in _said(value).lower() for word in words):
                        yield f"{table}.{name}"


def _said(value: object) -> str:
    return bytes(value).decode("utf-8", "replace") if isinstance(value, bytes | memoryview) else str(value)
