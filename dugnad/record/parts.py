"""The record on the pages of circles."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from dugnad.circles.models import Circle
from dugnad.circles.rules import stands
from dugnad.people.models import Member


def circle_part(member: Member, circle: Circle, request: HttpRequest) -> dict[str, Any] | None:
    """For those inside: the way to what was decided. No query but the rules'."""
    stand = stands(member).get(circle.pk)
    return {} if stand is not None and stand.active else None
