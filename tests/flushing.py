"""Emptying the database after a transactional test, although acts refuse to be deleted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations

guards = import_module("dugnad.ledger.migrations.0002_never_changed")


@contextmanager
def acts_may_go() -> Iterator[None]:
    """Take the guards against deletion off the acts, and put them back as the migration makes them."""
    table = " ON ledger_act" if connection.vendor == "postgresql" else ""
    making = guards.deletion_guards(connection.vendor)
    with connection.cursor() as cursor:
        for name in making:
            cursor.execute(f"DROP TRIGGER {name}{table}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            for statement in making.values():
                cursor.execute(statement)


@contextmanager
def flushing() -> Iterator[None]:
    """Let Django's `flush`, which ends every transactional test, work on a database with acts in it."""
    plain = BaseDatabaseOperations.execute_sql_flush

    def execute_sql_flush(self: BaseDatabaseOperations, statements: Any) -> None:
        with acts_may_go():
            plain(self, statements)

    BaseDatabaseOperations.execute_sql_flush = execute_sql_flush  # type: ignore[method-assign, assignment]  # put back
    try:
        yield
    finally:
        BaseDatabaseOperations.execute_sql_flush = plain  # type: ignore[method-assign]  # as it was
