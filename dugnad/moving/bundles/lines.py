"""One row as one line of JSON, the same on every database."""

from __future__ import annotations

from base64 import b64encode
from datetime import UTC, date, datetime, time
from typing import Any

from django.db.models import Model
from django.db.models.fields.files import FieldFile

from dugnad.ledger.models import Act, Cursor
from dugnad.moving.bundles import leaving
from dugnad.moving.bundles.kinds import Kind, fields, label, pointers
from dugnad.moving.bundles.selection import Selection


def told_of(row: Model, among: Selection) -> dict[str, Any]:
    """The columns of a row as the bundle holds them. What points at a row outside is left empty."""
    kind = type(row)
    told = {field.attname: _plain(field.value_from_object(row)) for field in fields(kind)}
    told[kind._meta.pk.attname] = among.number(kind, row.pk)
    if among.circle:
        told = leaving.changed(row, told, name_only=str(row.pk) in among.names_only)
    for field in pointers(kind):
        told[field.attname] = _pointing(told[field.attname], field.related_model, among)
    if label(kind) == "kit.entry":
        told = leaving.plain_words(told)
    if isinstance(row, Cursor):
        told |= _as_one_transaction(row)
    return told


def _pointing(pk: Any, kind: Kind, among: Selection) -> Any:
    if pk is None or (among.circle and not among.has(kind, pk)):
        return None
    return among.number(kind, pk)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, FieldFile):
        return value.name or ""
    if isinstance(value, bytes | memoryview):
        return b64encode(value).decode()
    return value


def _as_one_transaction(cursor: Cursor) -> dict[str, Any]:
    """Where a follower stands, when all acts have come in one transaction: before the first that it has not read."""
    unread = Act.objects.filter(transaction__gt=cursor.transaction) | Act.objects.filter(
        transaction=cursor.transaction, pk__gt=cursor.act
    )
    first = unread.order_by("pk").values_list("pk", flat=True).first()
    last = Act.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    return {"transaction": 0, "act": last if first is None else first - 1}
