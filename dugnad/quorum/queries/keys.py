"""The keys of those who tend a circle."""

from __future__ import annotations

from dugnad.circles.enums import Role
from dugnad.circles.models import Circle
from dugnad.circles.rules import tends
from dugnad.people.models import Member
from dugnad.quorum.models import SigningKey


def mine(member: Member, circle: Circle) -> SigningKey | None:
    """The living key of `member` in `circle`."""
    return SigningKey.objects.filter(circle=circle, member=member, ended_at=None).select_related("act").first()


def of_stewards(member: Member, circle: Circle) -> list[SigningKey]:
    """The living keys of those who tend it, for `member` to compare."""
    keys = SigningKey.objects.visible_to(member).filter(circle=circle, ended_at=None)
    tending = circle.memberships.filter(role=Role.STEWARD).values("member")
    if not tends.can(member, circle):
        keys = keys.filter(member__in=Member.objects.visible_to(member))
    return list(keys.filter(member__in=tending).select_related("act", "member").order_by("member__handle_folded"))
