"""Which columns of a holding its member gets, and of what kind they are."""

from __future__ import annotations

from functools import cache

from django.db.models import BinaryField, Field, FileField, Model

from dugnad.people.holdings import Holding
from dugnad.people.models import Member

OF_FORMS = frozenset({"form_key"})
"""Says nothing to anybody: it keeps a form that was sent twice from counting twice."""
KINDS = {
    "BooleanField": "true or false", "DateField": "date", "DateTimeField": "time, UTC", "TimeField": "time of day",
    "FloatField": "number", "JSONField": "JSON", "FileField": "path of a file in this archive",
}  # fmt: skip


def columns_of(holding: Holding) -> tuple[str, ...]:
    """The names, as they stand in the archive: the entry's own, or all that are not withheld and lead to no member."""
    if holding.gives:
        return tuple(name for name in holding.gives if name not in holding.opens) + tuple(holding.opens)
    return (*(field.attname for field in _plain(holding)), *holding.opens)


def _plain(holding: Holding) -> list[Field]:  # type: ignore[type-arg]  # of whatever kind
    hidden = {*holding.withheld, *holding.opens, *OF_FORMS}
    return [
        field
        for field in holding.model._meta.concrete_fields
        if field.name not in hidden and not isinstance(field, BinaryField) and field.related_model is not Member
    ]


def kind_of(holding: Holding, column: str) -> str:
    """What a value is, in a word: for the schema of the archive."""
    field = field_of(holding.model, column)
    name = field.get_internal_type() if field else ""
    return KINDS.get(name, "whole number" if "Integer" in name else "text")


@cache
def field_of(model: type[Model], column: str) -> Field | None:  # type: ignore[type-arg]  # of whatever kind
    """The field of `model` that is called so; None for a lookup that leads further."""
    return next((field for field in model._meta.concrete_fields if column in {field.name, field.attname}), None)


def files_of(holding: Holding) -> tuple[str, ...]:
    """The columns that name files."""
    given = columns_of(holding)
    return tuple(
        f.attname for f in holding.model._meta.concrete_fields if isinstance(f, FileField) and f.attname in given
    )
