"""Who tends a circle no longer, after its members have chosen others."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from dugnad.circles.actions.ending import hold
from dugnad.circles.acts import ROLE_CHANGED
from dugnad.circles.enums import Role, Standing
from dugnad.circles.models import Circle, Membership
from dugnad.ledger.recording import record


def end_other_terms(*, circle: Circle, stewards: Collection[str], cause: int, at: datetime) -> None:
    """Stewards other than those with these ids are members like the others from now on.

    In the transaction that is running, and only if one of these tends the circle: nobody is left alone.
    """
    hold(circle)
    tending = Membership.objects.filter(circle=circle, standing=Standing.ACTIVE, role=Role.STEWARD)
    if not tending.filter(member__in=stewards).exists():
        return
    for mine in tending.exclude(member__in=stewards).select_related("member"):
        act = record(ROLE_CHANGED, by=None, about=circle.pk, circle=circle.pk, toward=mine.member, cause=cause, at=at)
        Membership.objects.filter(pk=mine.pk, role=Role.STEWARD).update(act=act, role=Role.MEMBER)
