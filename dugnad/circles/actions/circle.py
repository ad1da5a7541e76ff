"""Founding and changing circles."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from dugnad.circles import guards, rules
from dugnad.circles.actions.membership import accept_norms, enter
from dugnad.circles.acts import CIRCLE_CHANGED, FOUNDED
from dugnad.circles.enums import Openness
from dugnad.circles.models import Circle
from dugnad.kit.clock import now
from dugnad.kit.ids import new_id
from dugnad.kit.refusal import Refused
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
    act = record(FOUNDED, by=by, about=circle_id, circle=circle_id, audience=_heard_by(openness), at=at)
    circle = Circle(id=circle_id, act=act, name=name, purpose=purpose, openness=openness, created_at=at, **facts)
    circle.save(force_insert=True)
    enter(circle=circle, member=by, cause=act.pk, at=at)
    return circle


@transaction.atomic
def change(*, by: Member, circle: Circle, basis: int, at: datetime | None = None, **facts: Any) -> Circle:
    """Give the circle other fields, as `facts` name them. New norms are a new version, for every member to read.

    `basis` is the id of the act that had made the circle what the steward saw; `Refused` if it is something else now.
    For how long something is kept is not changed here: see `entrusting.retain`.
    """
    rules.tends.require(by, circle)
    if facts.get("retention_days", circle.retention_days) != circle.retention_days:
        raise Refused(_("For how long sealed parts are kept is a matter for several stewards. Propose it."))
    guards.require_changeable(circle, facts)
    at = at or now()
    if facts.get("norms", circle.norms) != circle.norms:
        facts["norms_version"] = F("norms_version") + 1
    heard_by = _heard_by(facts.get("openness", circle.openness))
    act = record(CIRCLE_CHANGED, by=by, about=circle.pk, circle=circle.pk, cause=basis, audience=heard_by, at=at)
    if Circle.objects.filter(pk=circle.pk, act=basis).update(act=act, **facts) != 1:
        raise Refused(_("Another steward changed the circle meanwhile. Look at how it is now, and change it again."))
    circle.refresh_from_db()
    rules.forget_stands(by)
    accept_norms(by=by, circle=circle, norms=circle.norms_version, at=at)
    return circle


def _heard_by(openness: str) -> Audience:
    return Audience.CIRCLE if openness == Openness.HIDDEN else Audience.MOVEMENT
