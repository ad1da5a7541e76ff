"""Queries of hot pages: written with the ORM, turned into SQL once, asked many times.

On a page of a dozen small queries most of the processor's time goes into building the same SQL again. A prepared
query is built the first time it is asked, with marks in place of the values, and afterwards only the values change:

    mine = Prepared(lambda member: Ask.objects.filter(author=member))
    asks = mine.objects(member=member.pk)

The values are ids or moments: parameters of `build` are text unless they are annotated as `datetime`. Whatever else
the query says has to be the same each time, and no value may be None.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connections
from django.db.models import QuerySet
from django.db.models.query import get_related_populators

MARK = "\x00{}\x00"
MOMENT = datetime(1, 1, 1, tzinfo=UTC)
"""Moments are marked by this one, each some microseconds later."""
Value = str | datetime


class NotPreparable(Exception):
    """A value of the query did not come through to its SQL as it was given."""


@dataclass(frozen=True)
class _Plan:
    """What the compiler found out. `places` are the positions of the values among `params`, by their marks."""

    sql: str
    params: Sequence[Any]
    places: Mapping[int, str]
    converters: Sequence[tuple[int, Sequence[Callable[..., Any]], Any]]
    compiler: Any


class Prepared:
    """A query whose values are the parameters of `build`.

    `build` is called once in each process, at the first question: it must not look at anything that changes.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]]) -> None:
        self._build = build
        parameters = inspect.signature(build).parameters.values()
        self._marks: dict[str, Value] = {
            one.name: _moment(n) if one.annotation in {datetime, "datetime"} else MARK.format(one.name)
            for n, one in enumerate(parameters)
        }
        self._plans: dict[str, _Plan] = {}

    def rows(self, using: str = "default", **values: Value) -> list[tuple[Any, ...]]:
        """The rows of a query with `values_list`, one query."""
        plan = self._plan(using)
        with connections[using].cursor() as cursor:
            cursor.execute(plan.sql, self._filled(plan, using, values))
            found = cursor.fetchall()
        return [tuple(_converted(row, plan, using)) for row in found]

    def objects(self, using: str = "default", **values: Value) -> list[Any]:
        """The objects of a query of models, with what `select_related` and `annotate` brought along, one query."""
        rows = self.rows(using, **values)
        compiler = self._plan(using).compiler
        about = compiler.klass_info
        start, end = about["select_fields"][0], about["select_fields"][-1] + 1
        names = [column[0].target.attname for column in compiler.select[start:end]]
        populators: Any = get_related_populators  # the checker's Django is a later one, where it takes more
        related = populators(about, compiler.select, using)
        return [_object(row, about["model"], names, slice(start, end), related, compiler, using) for row in rows]

    def _filled(self, plan: _Plan, using: str, values: Mapping[str, Value]) -> list[Any]:
        if set(values) != set(self._marks):
            raise TypeError(f"This query takes {tuple(self._marks)}, not {tuple(values)}.")
        filled = list(plan.params)
        for place, name in plan.places.items():
            filled[place] = _adapted(values[name], using)
        return filled

    def _plan(self, using: str) -> _Plan:
        plan = self._plans.get(using)
        if plan is None:
            plan = self._plans[using] = self._made(using)
        return plan

    def _made(self, using: str) -> _Plan:
        marks = {_adapted(mark, using): name for name, mark in self._marks.items()}
        query = self._build(**self._marks).using(using).query
        compiler = query.get_compiler(using=using)
        sql, params = compiler.as_sql()
        places = {
            place: marks[value] for place, value in enumerate(params) if isinstance(value, str) and value in marks
        }
        if set(places.values()) != set(self._marks):
            raise NotPreparable(set(self._marks) - set(places.values()))
        columns = [column[0] for column in compiler.select[: compiler.col_count]]
        converters = [(place, *found) for place, found in compiler.get_converters(columns).items()]
        return _Plan(sql, params, places, converters, compiler)


def _moment(number: int) -> datetime:
    return MOMENT + timedelta(microseconds=number)


def _adapted(value: Value, using: str) -> Any:
    """`value` as the database's driver takes it."""
    if isinstance(value, str):
        return value
    return connections[using].ops.adapt_datetimefield_value(value)


def _converted(row: Sequence[Any], plan: _Plan, using: str) -> list[Any]:
    connection, kept = connections[using], list(row)
    for place, converters, expression in plan.converters:
        for convert in converters:
            kept[place] = convert(kept[place], expression, connection)
    return kept


def _object(
    row: Sequence[Any], model: Any, names: list[str], own: slice, related: list[Any], compiler: Any, using: str
) -> Any:
    """As Django's `ModelIterable` makes it."""
    made = model.from_db(using, names, row[own])
    for populator in related:
        populator.populate(row, made)
    for name, place in compiler.annotation_col_map.items():
        setattr(made, name, row[place])
    return made
