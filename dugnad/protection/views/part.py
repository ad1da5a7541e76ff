"""What the circle's page says of its protection, to everybody who reads it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from dugnad.circles.models import Circle
from dugnad.circles.rules import stands
from dugnad.people.models import Member
from dugnad.protection.enums import Whom
from dugnad.protection.queries.circle import facts_of


def circle_part(member: Member, circle: Circle, request: HttpRequest) -> dict[str, Any] | None:
    """Two queries; nothing for a circle that is not protected and keeps everything."""
    facts = facts_of(circle)
    if facts.protection is None and facts.days is None:
        return None
    stand = stands(member).get(circle.pk)
    inside = stand is not None and stand.active
    return {
        "facts": facts,
        "minors": facts.whom == Whom.MINORS,
        "steward_here": stand is not None and stand.steward,
        "inside": inside,
    }
