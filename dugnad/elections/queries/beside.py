"""The few facts that stand on the page of a circle, in two quick queries."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from dugnad.circles.enums import Role
from dugnad.circles.models import Membership
from dugnad.elections.models import Election
from dugnad.kit.prepared import Prepared


@dataclass(frozen=True)
class Tended:
    """How many stewards there are, and the election that runs."""

    stewards: int
    election: Election | None


def _running(circle: str) -> QuerySet[Election]:
    return Election.objects.filter(circle=circle, closed_at=None)


def _stewards(circle: str) -> QuerySet[Membership, tuple[str]]:
    return Membership.objects.filter(circle=circle, role=Role.STEWARD).values_list("pk")


RUNNING, STEWARDS = Prepared(_running), Prepared(_stewards)


def how_it_is_tended(circle: str) -> Tended:
    """Of the circle with this id."""
    found: list[Election] = RUNNING.objects(circle=circle)
    return Tended(len(STEWARDS.rows(circle=circle)), found[0] if found else None)
