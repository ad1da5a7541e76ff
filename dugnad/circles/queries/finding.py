"""Finding one circle by its id, as far as somebody may know of it."""

from __future__ import annotations

from django.db.models import QuerySet

from dugnad.circles import rules
from dugnad.circles.models import Circle
from dugnad.kit.prepared import Prepared
from dugnad.people.models import Member


def _circle(circle: str) -> QuerySet[Circle]:
    return Circle.objects.filter(pk=circle).select_related("place", "profession")


CIRCLE = Prepared(_circle)


def circle_for(member: Member, circle_id: str) -> Circle | None:
    """The circle with its place and profession, if `member` may know of it. One query, and the rules'."""
    found: list[Circle] = CIRCLE.objects(circle=circle_id)
    return found[0] if found and rules.sees.can(member, found[0]) else None
