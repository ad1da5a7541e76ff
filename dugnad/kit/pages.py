"""Long lists in pages that stay right while the list changes: a page begins after a row, not at a number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.core import signing
from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet

ModelT = TypeVar("ModelT", bound=Model)
Row = TypeVar("Row")
Value = str | int | float | bool


@dataclass(frozen=True)
class KeysetPage(Generic[Row]):
    """The rows of one page, and what to give as `after` for the rows behind them; `None` at the end."""

    items: list[Row]
    next: str | None


def page(
    queryset: QuerySet[ModelT, Row], *, keys: tuple[str, ...], after: str | None, size: int = 30
) -> KeysetPage[Row]:
    """The first `size` rows of `queryset` in the order of `keys`, or those behind the row that `after` stands for.

    `keys` are fields or annotations without NULLs, "-" before those that descend, and the last of them unique
    (`("need", "-created_at", "id")`). `after` comes from an address, so it is signed, and whatever is wrong with it
    the first page is the answer. One query; with an index in this order the database starts reading where the
    first key has the row's value, and sorts nothing. Raises `TypeError` when the row to go on from
    has no value for a key.
    """
    rows = _behind(queryset, keys, after).order_by(*keys)[: size + 1]
    items = list(rows)
    if len(items) <= size:
        return KeysetPage(items, None)
    return KeysetPage(items[:size], _cursor(items[size - 1], keys, _signer(queryset, keys)))


def _behind(queryset: QuerySet[ModelT, Row], keys: tuple[str, ...], after: str | None) -> QuerySet[ModelT, Row]:
    if not after:
        return queryset
    try:
        values = _signer(queryset, keys).unsign_object(after)
        return queryset.filter(_further(keys, values))
    except (signing.BadSignature, ValueError, TypeError, ValidationError):
        return queryset


def _further(keys: tuple[str, ...], values: list[Value]) -> Q:
    """a > x or (a = x and (b < y or (b = y and c > z))), as one condition that an index can begin at."""
    further = Q()
    for key, value in reversed(list(zip(keys, values, strict=True))):
        name, beyond = key.lstrip("-"), "lt" if key.startswith("-") else "gt"
        step = Q((f"{name}__{beyond}", value))
        further = step | (Q((name, value)) & further) if further else step
    # Said once more for the first key alone: databases look into an index by what is ANDed, not by what is ORed.
    return Q((f"{keys[0].lstrip('-')}__{'lte' if keys[0].startswith('-') else 'gte'}", values[0])) & further


def _signer(queryset: QuerySet[ModelT, Row], keys: tuple[str, ...]) -> signing.Signer:
    """A cursor of another list or another order is as good as forged."""
    return signing.Signer(salt=f"dugnad.kit.pages {queryset.model._meta.label} {' '.join(keys)}")


def _cursor(row: Row, keys: tuple[str, ...], signer: signing.Signer) -> str:
    return signer.sign_object([_plain(_value(row, key.lstrip("-")), key) for key in keys], compress=True)


def _value(row: Any, name: str) -> Any:
    if isinstance(row, Mapping):
        return row[name]
    for part in name.split("__"):
        row = getattr(row, part)
    return row


def _plain(value: Any, key: str) -> Value:
    """What a signed text can carry; the field of the key reads it back."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, str | int | float):
        return value
    raise TypeError(f"A page cannot begin after {value!r}: {key!r} is no key for pages.")
