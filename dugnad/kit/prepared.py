"""Queries of hot pages: written with the ORM, turned into SQL once, asked many times.

On a page of a dozen small queries most of the processor's time goes into building the same SQL again. A prepared
query is built the first time it is asked, with marks in place of the values, and afterwards only the values change:

    mine = Prepared(lambda member: Ask.objects.filter(author=member))
    asks = mine.objects(member=member.pk)

The values are ids, moments or days: parameters of `build` are text unless they are annotated as `datetime` or `date`,
or told as such by `kinds`. Whatever else the query says has to be the same each time, and no value may be None.

`Shaped` is for queries that hold lists of such values, and is prepared once for each length of the lists.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import QuerySet
from django.db.models.query import get_related_populators
from django.db.models.sql import UpdateQuery
from django.db.models.sql.compiler import SQLUpdateCompiler

MARK = "\x00{}\x00"
MOMENT = datetime(1, 1, 1, tzinfo=UTC)
"""Moments are marked by this one, each some microseconds later; days by the first ones there are."""
Value = str | datetime | date


class NotPreparable(Exception):
    """A value of the query did not come through to its SQL as it was given."""


@dataclass(frozen=True)
class _Plan:
    """What the compiler found out. `places` are the positions of the values among `params`, by their marks.

    Without any `sql` the compiler saw that there can be no rows.
    """

    sql: str
    params: Sequence[Any]
    places: Mapping[int, str]
    converters: Sequence[tuple[int, Sequence[Callable[..., Any]], Any]]
    compiler: Any


@dataclass(frozen=True)
class _Shape:
    """Where in a row the object stands, what stands beside it, and by which names more is set on it."""

    model: Any
    names: Sequence[str]
    own: slice
    related: Sequence[Any]
    more: Mapping[str, int]


class Prepared:
    """A query whose values are the parameters of `build`, which returns the `QuerySet`.

    `build` is called once in each process, at the first question: it must not look at anything that changes.
    """

    def __init__(
        self,
        build: Callable[..., Any],
        kinds: Mapping[str, object] | None = None,
        *,
        all_told: bool = True,
    ) -> None:
        """With `all_told=False` the query may do without some of its values, as it does when a list is empty."""
        self._build = build
        self._all_told = all_told
        if kinds is None:
            kinds = {one.name: one.annotation for one in inspect.signature(build).parameters.values()}
        self._marks: dict[str, Value] = {
            name: _mark(name, number, kind) for number, (name, kind) in enumerate(kinds.items())
        }
        self._planned: _Plan | None = None
        self._shaped: _Shape | None = None

    def rows(self, **values: Value) -> list[tuple[Any, ...]]:
        """The rows of a query with `values_list`, one query."""
        plan = self._plan()
        if not plan.sql:
            return []
        with connection.cursor() as cursor:
            cursor.execute(plan.sql, self._filled(plan, values))
            found = cursor.fetchall()
        return [tuple(_converted(row, plan)) for row in found] if plan.converters else found

    def objects(self, **values: Value) -> list[Any]:
        """The objects of a query of models, with what `select_related` and `annotate` brought along, one query."""
        rows = self.rows(**values)
        if not rows:
            return []
        if self._shaped is None:
            self._shaped = _shape(self._plan().compiler)
        return [_object(row, self._shaped) for row in rows]

    def _filled(self, plan: _Plan, values: Mapping[str, Value]) -> list[Any]:
        if set(values) != set(self._marks):
            raise TypeError(f"This query takes {tuple(self._marks)}, not {tuple(values)}.")
        filled = list(plan.params)
        for place, name in plan.places.items():
            filled[place] = _adapted(values[name])
        return filled

    def _plan(self) -> _Plan:
        if self._planned is None:
            self._planned = self._made()
        return self._planned

    def _compiler(self) -> Any:
        return self._build(**self._marks).query.get_compiler(using=DEFAULT_DB_ALIAS)

    def _made(self) -> _Plan:
        marks = {_adapted(mark): name for name, mark in self._marks.items()}
        compiler = self._compiler()
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:
            sql, params = "", ()
        told = [(place, value) for place, value in enumerate(params) if isinstance(value, Value)]
        places = {place: marks[value] for place, value in told if value in marks}
        if self._all_told and set(places.values()) != set(self._marks):
            raise NotPreparable(set(self._marks) - set(places.values()))
        if not sql or isinstance(compiler, SQLUpdateCompiler):
            return _Plan(sql, params if sql else (), places if sql else {}, (), compiler)
        columns = [column[0] for column in compiler.select[: compiler.col_count]]
        converters = [(place, *found) for place, found in compiler.get_converters(columns).items()]
        return _Plan(sql, params, places, converters, compiler)


class PreparedUpdate(Prepared):
    """A change whose values are the parameters of `build`, which returns the rows to change and the new values:

    seen = PreparedUpdate(lambda ask, at: (Ask.objects.filter(pk=ask), {"seen_at": at, "seen": F("seen") + 1}))
    changed = seen.update(ask=ask.pk, at=now())
    """

    def update(self, **values: Value) -> int:
        """The number of rows that were changed, as `QuerySet.update` tells it."""
        plan = self._plan()
        if not plan.sql:
            return 0
        with connection.cursor() as cursor:
            cursor.execute(plan.sql, self._filled(plan, values))
            changed: int = cursor.rowcount
        return changed

    def _compiler(self) -> Any:
        rows, changes = self._build(**self._marks)
        query = rows.query.chain(UpdateQuery)
        query.add_update_values(changes)
        return query.get_compiler(using=DEFAULT_DB_ALIAS)


class Shaped:
    """A query like those of `Prepared`, some of whose parameters are lists.

    Those that `build` has annotated as `list[str]`, `list[datetime]` or `list[date]` get lists of marks. Like those of
    `Prepared`, `build` must not look at what is in them, only at how many there are.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], shapes: int = 100) -> None:
        """At most so many `shapes` are kept, those longest unused forgotten first."""
        self._build = build
        self._kinds = {one.name: str(one.annotation) for one in inspect.signature(build).parameters.values()}
        self._lists = [name for name, kind in self._kinds.items() if kind.startswith("list[")]
        self._shape = lru_cache(maxsize=shapes)(self._prepared)

    def rows(self, **values: Value | Sequence[Value]) -> list[tuple[Any, ...]]:
        """As `Prepared.rows`."""
        prepared, each = self._of(values)
        return prepared.rows(**each)

    def objects(self, **values: Value | Sequence[Value]) -> list[Any]:
        """As `Prepared.objects`."""
        prepared, each = self._of(values)
        return prepared.objects(**each)

    def _of(self, values: Mapping[str, Any]) -> tuple[Prepared, dict[str, Value]]:
        each: dict[str, Value] = {}
        for name, value in values.items():
            each |= {f"{name}.{n}": one for n, one in enumerate(value)} if name in self._lists else {name: value}
        return self._shape(tuple(len(values[name]) for name in self._lists)), each

    def _prepared(self, lengths: tuple[int, ...]) -> Prepared:
        many = dict(zip(self._lists, lengths, strict=True))
        kinds: dict[str, object] = {}
        for name, kind in self._kinds.items():
            each = kind.removeprefix("list[").removesuffix("]")
            kinds |= {f"{name}.{n}": each for n in range(many[name])} if name in many else {name: kind}

        def build(**marks: Value) -> QuerySet[Any, Any]:
            lists = {name: [marks[f"{name}.{n}"] for n in range(length)] for name, length in many.items()}
            return self._build(**lists, **{name: marks[name] for name in self._kinds if name not in many})

        return Prepared(build, kinds, all_told=all(lengths))


def _mark(name: str, number: int, kind: object) -> Value:
    if kind in {datetime, "datetime"}:
        return MOMENT + timedelta(microseconds=number)
    return date.fromordinal(number + 1) if kind in {date, "date"} else MARK.format(name)


def _adapted(value: Value) -> Any:
    """`value` as the database's driver takes it."""
    if isinstance(value, str):
        return value
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value)


def _converted(row: Sequence[Any], plan: _Plan) -> list[Any]:
    kept = list(row)
    for place, converters, expression in plan.converters:
        for convert in converters:
            kept[place] = convert(kept[place], expression, connection)
    return kept


def _shape(compiler: Any) -> _Shape:
    about = compiler.klass_info
    own = slice(about["select_fields"][0], about["select_fields"][-1] + 1)
    names = [column[0].target.attname for column in compiler.select[own]]
    populators: Any = get_related_populators  # the checker's Django is a later one, where it takes more
    related = populators(about, compiler.select, DEFAULT_DB_ALIAS)
    return _Shape(about["model"], names, own, related, compiler.annotation_col_map)


def _object(row: Sequence[Any], shape: _Shape) -> Any:
    """As Django's `ModelIterable` makes it."""
    made = shape.model.from_db(DEFAULT_DB_ALIAS, shape.names, row[shape.own])
    for populator in shape.related:
        populator.populate(row, made)
    for name, place in shape.more.items():
        setattr(made, name, row[place])
    return made
