"""Founding and changing circles."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from dugnad.circles.actions.membership import enter
from dugnad.circles.acts import FOUNDED
from dugnad.circles.enums import Openness, Role
from dugnad.circles.models import Circle
from dugnad.kit.clock import now
from dugnad.kit.ids import new_id
from dugnad.ledger.models import Audience
from dugnad.ledger.recording import record
from dugnad.people.models import Member


@transaction.atomic
def found(
    *,
    by: Member,
    name: str,
    purpose: str,
    openness: Openness = Openness.CLOSED,
    at: datetime | None = None,
    **facts: Any,
) -> Circle:
    """A new circle with `by` as its first steward. `facts` are further fields of `Circle`."""
    at = at or now()
    circle_id = new_id()
    audience = Audience.PRIVATE if openness == Openness.HIDDEN else Audience.MOVEMENT
    act = record(FOUNDED, by=by, about=circle_id, circle=circle_id, audience=audience, at=at)
    circle = Circle(id=circle_id, act=act, name=name, purpose=purpose, openness=openness, created_at=at, **facts)
    circle.save(force_insert=True)
    enter(circle=circle, member=by, role=Role.STEWARD, cause=act.pk, at=at)
    return circle
