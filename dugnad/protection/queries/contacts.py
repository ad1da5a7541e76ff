"""Contacts that are read along, for one member."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet

from dugnad.circles.enums import Role, Standing
from dugnad.circles.models import Circle, Membership
from dugnad.people.models import Member
from dugnad.protection.models import Contact
from dugnad.protection.queries.ages import young_circles


def pair(one: str, other: str) -> tuple[str, str]:
    """Two ids in order, as `Contact` keeps them."""
    return (one, other) if one < other else (other, one)


def of_pair(one: str, other: str) -> Contact | None:
    """The contact of these two, if there is one."""
    first, second = pair(one, other)
    return Contact.objects.filter(first=first, second=second).first()


def is_open(one: str, other: str) -> bool:
    """A steward has seen that these two may be in touch by themselves."""
    first, second = pair(one, other)
    return Contact.objects.filter(first=first, second=second).exclude(opened_at=None).exists()


def has_witness(circle: str, but: Collection[str]) -> bool:
    """Whether somebody tends the circle who is not one of these."""
    tending = Membership.objects.filter(circle=circle, role=Role.STEWARD, standing=Standing.ACTIVE)
    return tending.filter(member__is_active=True).exclude(member__in=but).exists()


def is_read(circle: str, but: Collection[str]) -> bool:
    """Whether somebody else than these reads what is written in the circle."""
    return Membership.objects.filter(circle=circle, standing=Standing.ACTIVE).exclude(member__in=but).exists()


def witnessed_by(one: str, other: str) -> Circle | None:
    """The circle for young people whose stewards read along: one that both are in, before one that only one is in."""
    inside = young_circles([one, other])
    both = inside.get(one, set()) & inside.get(other, set())
    for circle in [*sorted(both), *sorted(set().union(*inside.values()) - both)]:
        if has_witness(circle, [one, other]):
            return Circle.objects.get(pk=circle)
    return None


def share_a_circle(one: str, other: str) -> bool:
    """Whether both are in some circle now."""
    inside = Membership.objects.filter(standing=Standing.ACTIVE)
    return inside.filter(member=other, circle__in=inside.filter(member=one).values("circle")).exists()


def of_member(member: Member, at: datetime) -> QuerySet[Contact]:
    """Their own and those they read along, the latest first."""
    found = Contact.objects.visible_to(member).select_related("first", "second", "circle")
    return found.order_by("-begun_at", "-pk")
