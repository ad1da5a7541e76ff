"""Emptying the database after a transactional test, although acts refuse to be deleted.

Django empties all tables and writes the names of all models anew, which takes longer than most tests: here only what
was filled is emptied, and the names stay.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import cache
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.core.management.commands.flush import Command
from django.db import connection, transaction

guards = import_module("dugnad.ledger.migrations.0002_never_changed")

STAYS = {"django_content_type", "auth_permission"}
"""Names of our models, the same after every test."""


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
    """Let Django's `flush`, which ends every transactional test, work on a database with acts in it, and quickly."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Command, "handle", lambda _self, **_options: empty())
        yield


def empty() -> None:
    """Delete every row that was written since the tables were made."""
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {name})" for name in tables()))
        filled = [name for (name,) in cursor.fetchall()]
    guarded = "ledger_act" in filled  # else they stay on: taking them off waits for whoever reads the acts
    with transaction.atomic(), acts_may_go() if guarded else nullcontext(), connection.cursor() as cursor:
        for name in filled:
            cursor.execute(f"DELETE FROM {name}")
        if connection.vendor == "postgresql":  # guards cannot be made again while keys wait to be looked at
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@cache
def tables() -> tuple[str, ...]:
    """Those of our models and of the packages'."""
    models: list[Any] = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    return tuple(sorted({model._meta.db_table for model in models} - STAYS))
