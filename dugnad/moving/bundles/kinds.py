"""Which kinds of rows travel, and in which order they stand in a bundle."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from typing import Any

from django.apps import apps
from django.db.models import AutoField, Field, ForeignKey, Model

Kind = type[Model]

STAYS = {
    "account.emailconfirmation": "a link that was sent, for an hour",
    "auth.group": "Django's, unused",
    "auth.group_permissions": "Django's, unused",
    "auth.permission": "Django's, unused",
    "contenttypes.contenttype": "Django's, made anew",
    "kit.window": "who tried what how often: it limits nobody after a move",
    "leaving.archive": "one member's archive, for the browser that asked for it",
    "ledger.segment": "the mirror is sealed anew",
    "moving.arrived": "which bundles came in here",
    "moving.numbered": "which bundle was the last: stands in its manifest",
    "notify.browser": "a browser wakes for one address alone",
    "notify.mailstall": "how the mail server is just now",
    "people.placename": "the gazetteer, made anew",
    "sessions.session": "signed in here, not elsewhere",
    "usersessions.usersession": "the same",
}
"""Kinds of rows that no bundle holds, and why."""


def travelling() -> list[Kind]:
    """Every other kind, so that what a row points at stands before it, wherever that is possible."""
    kinds = sorted(apps.get_models(include_auto_created=True), key=label)
    kinds = [kind for kind in kinds if label(kind) not in STAYS]
    for certain_only in (False, True):
        try:
            return list(TopologicalSorter({kind: _before(kind, kinds, certain_only) for kind in kinds}).static_order())
        except CycleError:
            continue
    return kinds


def label(kind: Kind) -> str:
    """As it stands in a bundle: `asks.answer`."""
    return kind._meta.label_lower


def pointers(kind: Kind) -> list[ForeignKey[Any, Any]]:
    """Its fields that point at other rows."""
    return [field for field in kind._meta.concrete_fields if isinstance(field, ForeignKey)]


def fields(kind: Kind) -> Iterator[Field[Any, Any]]:
    """Its columns, but for the numbers that the database gives to transactions."""
    for field in kind._meta.concrete_fields:
        if (label(kind), field.name) != ("ledger.act", "transaction"):
            yield field


def is_numbered(kind: Kind) -> bool:
    """Whether the database numbers its rows, so that a number means nothing elsewhere."""
    return isinstance(kind._meta.pk, AutoField) or kind._meta.pk.get_internal_type() == "BigAutoField"


def _before(kind: Kind, kinds: list[Kind], certain_only: bool) -> list[Kind]:
    found = {field.related_model for field in pointers(kind) if not (certain_only and field.null)}
    return sorted((other for other in found if other in kinds and other is not kind), key=label)
