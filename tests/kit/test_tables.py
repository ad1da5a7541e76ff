"""Tables that are made at once are those that the migrations lead to, one after the other."""

from __future__ import annotations

import re
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings

from tests.serve.commanding import dugnad
from tests.tables import AT_ONCE

BY_STEPS = ("migrate", "--verbosity=0")
SCHEMA = {
    "sqlite": ["SELECT type, name, tbl_name, sql FROM sqlite_master"],
    "postgresql": [
        "SELECT table_name, column_name, data_type, character_maximum_length, is_nullable, column_default, is_identity,"
        " collation_name, generation_expression FROM information_schema.columns WHERE table_schema = 'public'",
        "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE connamespace = 'public'::regnamespace",
        "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
        "SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
    ],
}
ROWS = [
    "SELECT app, name FROM django_migrations",
    "SELECT app_label, model, codename, name FROM auth_permission"
    " JOIN django_content_type kind ON kind.id = content_type_id",
]


class Place:
    """Where a database is made: a folder, and on PostgreSQL a database of the tests' server."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self._settings = {"DUGNAD_DATA": str(folder)}
        self._file = folder / "dugnad.sqlite3"
        self._server, self._name = settings.CONFIG.database, f"tables_{secrets.token_hex(4)}"
        if self._server:
            self._settings["DUGNAD_DATABASE"] = urlsplit(self._server)._replace(path=f"/{self._name}").geturl()
            self._ask(self._server, f"CREATE DATABASE {self._name}")

    def holds(self, words: tuple[str, ...]) -> set[tuple[Any, ...]]:
        """What is in it after Django's command `words`."""
        done = dugnad("django", *words, **self._settings)
        assert done.returncode == 0, done.stderr
        if self._server:
            address = self._settings["DUGNAD_DATABASE"]
            return {named(row) for ask in SCHEMA["postgresql"] + ROWS for row in self._ask(address, ask)}
        with closing(sqlite3.connect(self._file)) as opened:
            asked = [row for ask in SCHEMA["sqlite"] + ROWS for row in opened.execute(ask)]
        return {(*row[:-1], in_any_order(row[-1])) for row in asked}

    def end(self) -> None:
        if self._server:
            self._ask(self._server, f"DROP DATABASE {self._name}")

    def _ask(self, address: str, question: str) -> list[tuple[Any, ...]]:
        import psycopg  # an optional requirement

        with psycopg.connect(address, autocommit=True) as opened:
            answer = opened.execute(question)
            return answer.fetchall() if answer.description else []


def in_any_order(sql: str | None) -> tuple[str, ...]:
    """The parts of a statement: SQLite puts a column last that was altered, and keeps how a statement was spaced."""
    return tuple(sorted(re.sub(r"\s+", " ", part).strip(" ()") for part in re.split(r",|\(", sql or "")))


def named(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """A row with what PostgreSQL calls a column that is unique, whether it was from the beginning or became it."""
    return tuple(re.sub(r"_[0-9a-f]{8}_uniq\b", "_key", said) if isinstance(said, str) else said for said in row)


@pytest.fixture
def places(tmp_path: Path) -> Iterator[tuple[Place, Place]]:
    first, second = Place(tmp_path / "first"), Place(tmp_path / "second")
    yield first, second
    first.end()
    second.end()


def test_they_are_those_of_the_migrations(places: tuple[Place, Place]) -> None:
    at_once, by_steps = places[0].holds(AT_ONCE), places[1].holds(BY_STEPS)
    assert len(at_once) > 1000
    assert at_once ^ by_steps == set()
    assert places[0].holds((*BY_STEPS, "--check")) == by_steps  # nothing is left to do
