"""Tables as they compare: ids in the order in which they came, what is made at random left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import AutoField, ForeignKey, Model

from dugnad.asks.models import Opening
from dugnad.circles.models import Vouch
from dugnad.kit.ids import IdField
from dugnad.kit.limits import Window
from dugnad.ledger.models import Act
from dugnad.people.models import Member

APPS = ("kit", "ledger", "people", "circles", "asks")
AT_RANDOM = {"password", "token_hash", "form_key", "transaction", "words"}
"""Made anew each time; `words` of the search index are PostgreSQL's own copy."""


Row = tuple[tuple[str, str], ...]
Tables = dict[str, list[Row]]


def models() -> Iterator[type[Model]]:
    """Every table of these apps, those between two others, too. How often was counted is no history."""
    every = apps.get_models(include_auto_created=True)
    yield from (model for model in every if model._meta.app_label in APPS and model is not Window)


def named() -> dict[Any, str]:
    """Every id and person key by what it belongs to: the first act about it, or the handle."""
    names: dict[Any, str] = {}
    for number, (verb, about) in enumerate(Act.objects.order_by("id").values_list("verb", "object_id")):
        names.setdefault(about, f"of {verb} {number}")
    for pk, key, handle in Member.objects.values_list("pk", "person_key", "handle"):
        names[pk], names[key] = f"member {handle}", f"key of {handle}"
    for pk, offer, starts in Opening.objects.values_list("pk", "offer", "starts_at"):
        names[pk] = f"{starts} of {names[offer]}"
    return names


def tables() -> Tables:
    """All rows of all tables, sorted."""
    names = named()
    first = Act.objects.order_by("id").values_list("id", flat=True).first() or 0
    found: Tables = {}
    for model in models():
        rows = model._default_manager.values()
        found[model._meta.label] = sorted(_row(model, row, names, first) for row in rows)
    return found


def _row(model: type[Model], row: dict[str, Any], names: dict[Any, str], first: int) -> Row:
    cells = []
    for field in model._meta.concrete_fields:
        value = row[field.attname]
        if field.name in AT_RANDOM and not (model is Vouch and field.name == "words"):
            continue
        if _is_act(model, field):
            value = None if value is None else f"act {value - first}"
        elif isinstance(field, (AutoField, IdField)) and field.primary_key:
            value = names.get(value, "")
        elif isinstance(value, str):
            value = names.get(value, value)
        cells.append((field.name, str(value)))
    return tuple(cells)


def _is_act(model: type[Model], field: Any) -> bool:
    return (isinstance(field, ForeignKey) and field.related_model is Act) or (model is Act and field.primary_key)
