"""On the page of a circle: that something waits which takes several stewards."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from dugnad.circles.models import Circle
from dugnad.circles.rules import belongs
from dugnad.kit.clock import now
from dugnad.people.models import Member
from dugnad.quorum.queries import lists


def circle_part(member: Member, circle: Circle, request: HttpRequest) -> dict[str, Any] | None:
    """For those who are in it, when there is something. One query, where nothing waits."""
    if not belongs.can(member, circle) or not lists.any_waiting(circle):
        return None
    rows = lists.waiting(member, circle, now())
    return {"rows": rows} if rows else None
