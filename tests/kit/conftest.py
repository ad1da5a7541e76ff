from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from pytest_django import DjangoDbBlocker


@pytest.fixture
def file_database(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Path]:
    """On SQLite: the tables of `kit` in a file, as on a real machine. The tests' own database is in memory."""
    if connection.vendor != "sqlite":
        pytest.skip("a file is what SQLite keeps its tables in")
    path = tmp_path / "dugnad.sqlite3"
    names = connections.settings["default"]
    before, name = connections["default"], names["NAME"]
    with django_db_blocker.unblock():
        del connections["default"]
        names["NAME"] = str(path)
        try:
            executor = MigrationExecutor(connection)
            executor.migrate([leaf for leaf in executor.loader.graph.leaf_nodes() if leaf[0] == "kit"])
            yield path
        finally:
            connections["default"].close()
            connections["default"] = before
            names["NAME"] = name


@pytest.fixture
def lasting_database(request: pytest.FixtureRequest, transactional_db: None) -> None:
    """A database that threads can share and no test transaction surrounds: a file on SQLite, else the tests' own."""
    if connection.vendor == "sqlite":
        request.getfixturevalue("file_database")
