"""A row out of what a bundle tells of it."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import JSONField, Model

from dugnad.kit.fulltext.index import kept
from dugnad.ledger.models import Act
from dugnad.moving.bundles.kinds import STAYS, Kind, fields, label
from dugnad.moving.bundles.reading import Damaged


def kind_called(name: str) -> Kind:
    """Raises `Damaged` for one that does not travel, or is not known here."""
    try:
        kind: Kind = apps.get_model(name)
    except LookupError as error:
        raise Damaged(f"The bundle has rows of “{name}”, which this version does not know. Use a newer one.") from error
    if name in STAYS:
        raise Damaged(f"The bundle has rows of “{name}”, which never travel.")
    return kind


def built(kind: Kind, told: dict[str, Any]) -> Model:
    """The row, unwritten. Columns it does not tell of are as in a new one. Raises `Damaged`."""
    known = {field.attname: field for field in fields(kind)}
    if unknown := set(told) - set(known):
        raise Damaged(f"The bundle knows more of “{label(kind)}” than this version: {', '.join(sorted(unknown))}.")
    try:
        row = kind(**{name: _value(known[name], value) for name, value in told.items()})
    except (ValidationError, ValueError, TypeError) as error:
        raise Damaged(f"A row of “{label(kind)}” cannot be read.") from error
    if isinstance(row, Act):
        row.transaction = 0
    return row


def with_words(told: dict[str, Any]) -> dict[str, Any]:
    """An entry of the search index as this database keeps it."""
    return told | {"title": kept(told["title"].split(), "A"), "body": kept(told["body"].split(), "D")}


def _value(field: Any, value: Any) -> Any:
    return value if value is None or isinstance(field, JSONField) else field.to_python(value)
