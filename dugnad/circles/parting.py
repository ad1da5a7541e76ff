"""Leaving all circles at once, when a member leaves for good: nobody can be kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dugnad.circles.actions.ending import end_what_they_opened, hold
from dugnad.circles.actions.membership import leave
from dugnad.circles.acts import LEFT
from dugnad.circles.enums import Role, Standing
from dugnad.circles.models import Circle, Membership
from dugnad.kit.refusal import Refused
from dugnad.ledger.recording import record
from dugnad.people.holdings import Loose
from dugnad.people.models import Member


def part(member: Member, at: datetime) -> Iterator[Loose]:
    """Leave every circle. Where no steward is left, everybody in it has to know."""
    mine = Membership.objects.filter(member=member, standing=Standing.ACTIVE).select_related("circle")
    for membership in mine:
        try:
            leave(by=member, circle=membership.circle, at=at)
        except Refused:
            _go_all_the_same(member, membership, at)
            for other in Member.objects.filter(
                memberships__circle=membership.circle, memberships__standing=Standing.ACTIVE
            ):
                yield Loose("steward", membership.circle_id, other)


@transaction.atomic
def _go_all_the_same(member: Member, membership: Membership, at: datetime) -> None:
    hold(membership.circle)
    act = record(LEFT, by=member, about=membership.circle_id, circle=membership.circle_id, at=at)
    Membership.objects.filter(pk=membership.pk).update(act=act, standing=Standing.LEFT, role=Role.MEMBER, ended_at=at)
    end_what_they_opened(circle=membership.circle, member=member, by=member, cause=act.pk, at=at)


def left_alone(member: Member) -> list[str]:
    """The circles that nobody would tend without `member`, each as a sentence for them."""
    tended = Membership.objects.filter(member=member, role=Role.STEWARD, standing=Standing.ACTIVE)
    inside = Membership.objects.filter(standing=Standing.ACTIVE).exclude(member=member)
    kept = inside.filter(role=Role.STEWARD).values("circle")
    alone = Circle.objects.filter(pk__in=tended.values("circle")).filter(pk__in=inside.values("circle"))
    return [
        _(
            "You are the only steward of %(circle)s. Make somebody else a steward first, "
            "or its members are told that nobody tends it."
        )
        % {"circle": circle.name}
        for circle in alone.exclude(pk__in=kept).order_by("name", "pk")
    ]
