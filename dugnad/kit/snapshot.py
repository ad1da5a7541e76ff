"""Reading a database as it is at one moment, while others write; and writing into one that is filled from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.core.management.color import no_style
from django.db import connection, models, transaction


@contextmanager
def one_moment() -> Iterator[None]:
    """Everything read inside is of one moment, and nobody has to wait for it. Nothing may be written inside.

    Inside a transaction that runs already, it is that transaction's moment.
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")  # Django's own transactions take the writers' turn at once
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")


def count_on(kinds: Iterable[type[models.Model]]) -> None:
    """Let the database number the next rows of these kinds after those that came with numbers of their own."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(kinds)):
            cursor.execute(statement)
