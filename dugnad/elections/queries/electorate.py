"""Who may vote, stand and ask for an election."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from dugnad.circles.enums import Role, Standing
from dugnad.circles.models import Circle, Membership
from dugnad.elections.enums import FEWEST_VOTERS, FIFTH, SETTLED
from dugnad.people.models import Member


def settled(circle: Circle | str, at: datetime) -> QuerySet[Membership]:
    """Those in the circle who had been in it for a week at `at`; stewards are among them from their first day."""
    inside = Membership.objects.filter(circle=circle, standing=Standing.ACTIVE, member__is_active=True)
    return inside.filter(joined_at__lte=at - SETTLED) | inside.filter(role=Role.STEWARD)


def is_settled(member: Member, circle: Circle | str, at: datetime) -> bool:
    """One of them."""
    return settled(circle, at).filter(member=member).exists()


def enough_to_elect(circle: Circle | str, at: datetime) -> bool:
    """Whether there is anybody to choose."""
    return settled(circle, at).count() >= FEWEST_VOTERS


def needed_to_ask(voters: int) -> int:
    """How many of `voters` have to ask for an election: a fifth, rounded up, and never one alone."""
    return max(FEWEST_VOTERS, -(-voters // FIFTH))
