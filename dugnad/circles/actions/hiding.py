"""Hiding what was written in a circle. Called by the decisions of its stewards only, which have asked who may."""

from __future__ import annotations

from datetime import datetime

from dugnad.circles.actions.ending import hold
from dugnad.circles.hiding import key_of
from dugnad.circles.models import Circle


def hide(*, circle: Circle, kind: str, pk: str, until: datetime | None) -> None:
    """Hide a thing from everybody but its writer; None: for good. Call in a transaction."""
    _write(circle, key_of(kind, pk), {key_of(kind, pk): until.isoformat() if until else None})


def show(*, circle: Circle, kind: str, pk: str) -> None:
    """Hide it no longer. Call in a transaction."""
    _write(circle, key_of(kind, pk), {})


def _write(circle: Circle, key: str, fresh: dict[str, str | None]) -> None:
    hold(circle)
    circle.refresh_from_db(fields=["hidden"])
    kept = {thing: until for thing, until in circle.hidden.items() if thing != key}
    circle.hidden = {**kept, **fresh}
    Circle.objects.filter(pk=circle.pk).update(hidden=circle.hidden)
