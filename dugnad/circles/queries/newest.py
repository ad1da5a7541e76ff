"""Who came while a door closed by itself."""

from __future__ import annotations

from datetime import datetime

from dugnad.circles.enums import Standing
from dugnad.circles.models import Circle, Membership
from dugnad.circles.newcomers import WINDOW
from dugnad.people.models import Member

SHOWN = 100


def joined_since(circle: Circle, shut_at: datetime) -> list[Membership]:
    """For stewards: strangers who joined shortly before the door closed, the first of them first; at most `SHOWN`."""
    came = Membership.objects.filter(
        circle=circle, standing=Standing.ACTIVE, brought_by=None, joined_at__gte=shut_at - WINDOW
    )
    return list(came.select_related("member").order_by("joined_at", "id")[:SHOWN])


def accounts_since(shut_at: datetime) -> int:
    """How many accounts were made shortly before the entrance closed, and since."""
    made: int = Member.objects.filter(joined_at__gte=shut_at - WINDOW).count()
    return made
