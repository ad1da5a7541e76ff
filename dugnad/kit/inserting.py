"""Inserting many rows at once: for what makes a whole history. Everybody else uses the ORM.

`bulk_create` prepares every value of every row by itself, which is most of its time. Here the statement is made once,
and of the values only those are prepared whose kind of field asks for it. `maker` makes rows for it without what a
model does when it is called.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from itertools import islice
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, models
from django.db.models.base import ModelState
from django.db.models.expressions import DatabaseDefault
from django.db.models.sql import InsertQuery

BATCH = 2_000
TEXT = (models.CharField, models.TextField)
NUMBERS = (models.IntegerField, models.FloatField, models.BooleanField, models.ForeignKey)
"""Kinds of field whose values the databases' drivers take as Python has them; a foreign key has its number or id."""

Row = models.Model
Made = TypeVar("Made", bound=models.Model)
Prepare = Callable[[Any], Any]


def maker(model: type[Made], **same: Any) -> Callable[..., Made]:
    """Makes rows of `model` for `insert_many`: fields by their column names (`place_id`), `same` in all of them.

    Fields that are not named have their default, called once; they are not checked, and nothing hears of them.
    """
    blank = {field.attname: field.get_default() for field in model._meta.concrete_fields} | same

    def make(**facts: Any) -> Made:
        made = model.__new__(model)
        made.__dict__.update(blank, _state=ModelState(), **facts)
        return made

    return make


def insert_many(rows: Iterable[Row], *, batch: int = BATCH) -> int:
    """Insert `rows`, all of one model and each with its primary key; how many that were.

    Defaults are those of the model or, where the database has one, its own. Nothing hears of it (no signals).
    """
    waiting, done = iter(rows), 0
    while some := list(islice(waiting, batch)):
        _insert(some)
        done += len(some)
    return done


def _insert(rows: Sequence[Row]) -> None:
    first = rows[0]
    fields = list(first._meta.concrete_fields)
    query = InsertQuery(type(first))
    query.insert_values(fields, [first])
    ((sql, _params),) = query.get_compiler(using=DEFAULT_DB_ALIAS).as_sql()
    told = [(field, _preparing(field)) for field in fields if not _by_database(first, field)]
    with connection.cursor() as cursor:
        cursor.executemany(sql, list(_values(rows, told)))


def _by_database(row: Row, field: Any) -> bool:
    return isinstance(getattr(row, field.attname), DatabaseDefault)


def _preparing(field: Any) -> Prepare | None:
    ordinary = type(field).get_db_prep_save in {models.Field.get_db_prep_save, models.ForeignKey.get_db_prep_save}
    if ordinary and isinstance(field, TEXT):
        return _plain  # a choice is more than text, and PostgreSQL's driver would write its name
    if ordinary and isinstance(field, NUMBERS):
        return None
    if ordinary and isinstance(field, models.DateTimeField):
        return _moment if connection.vendor == "sqlite" else None
    return lambda value: field.get_db_prep_save(value, connection)


def _plain(value: Any) -> str | None:
    return None if value is None else str(value)


@lru_cache(maxsize=1000)
def _moment(value: datetime | None) -> str | None:
    """As SQLite keeps it. The same moment stands in several columns, and in rows that follow each other."""
    return None if value is None else str(value.astimezone(UTC).replace(tzinfo=None))


def _values(rows: Iterable[Row], told: Sequence[tuple[Any, Prepare | None]]) -> Iterator[tuple[Any, ...]]:
    names = [(field.attname, prepare) for field, prepare in told]
    for row in rows:
        values = row.__dict__
        yield tuple(values[name] if prepare is None else prepare(values[name]) for name, prepare in names)
