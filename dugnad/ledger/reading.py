"""The order in which followers read acts, so that none is passed over.

`docs/decisions/0001-reading-order.md` says why it is neither the order of ids nor that of times.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Func
from django.db.models.sql.compiler import SQLCompiler

from dugnad.ledger.models import BEFORE_ALL, Act, Cursor


class OldestRunning(Func):
    """On PostgreSQL the smallest number among running transactions: smaller ones have all ended.

    SQLite lets one transaction write at a time, so whoever reads an act reads all before it: nothing is held back.
    """

    template = str(2**63 - 1)
    arity = 0
    output_field = models.BigIntegerField()

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> Any:
        oldest = "(pg_snapshot_xmin(pg_current_snapshot())::text::bigint)"
        return self.as_sql(compiler, connection, template=oldest, **context)


@dataclass(frozen=True, order=True)
class Position:
    """A place between acts: just after the one with this transaction and id."""

    transaction: int
    act: int

    @classmethod
    def of(cls, cursor: Cursor) -> Position:
        """Where a follower stands."""
        return cls(cursor.transaction, cursor.act)


def next_acts(position: Position, most: int) -> list[Act]:
    """Up to `most` acts after `position`, in reading order, from transactions that cannot be joined by older ones."""
    # Two queries, each a range of the index: SQLite walks the whole index for one with OR or a pair of columns.
    # The first needs no `OldestRunning`: a position stands in a transaction only after that one had ended.
    acts = list(_rest_of_transaction(position).order_by("id")[:most])
    if len(acts) < most:
        later = _later(position).filter(transaction__lt=OldestRunning())
        acts += later.order_by("transaction", "id")[: most - len(acts)]
    return acts


def last_readable() -> Position:
    """Just after the last act that can be read now; before all when there is none."""
    readable = Act.objects.filter(transaction__lt=OldestRunning())
    last = readable.order_by("transaction", "id").values_list("transaction", "id").last()
    return Position(*last) if last else Position(BEFORE_ALL, 0)


def behind(position: Position, most: int) -> int:
    """How many acts follow `position`, counted up to `most`; those still held back count too."""
    count = _rest_of_transaction(position).order_by()[:most].count()
    return count if count >= most else count + _later(position).order_by()[: most - count].count()


def _rest_of_transaction(position: Position) -> models.QuerySet[Act]:
    return Act.objects.filter(transaction=position.transaction, id__gt=position.act)


def _later(position: Position) -> models.QuerySet[Act]:
    return Act.objects.filter(transaction__gt=position.transaction)
