"""Whose own page is not shown outside the circle."""

from __future__ import annotations

from dugnad.people import showing
from dugnad.people.models import Member
from dugnad.protection.enums import Known
from dugnad.protection.queries.ages import known, young_circles


def connect() -> None:
    """Called once, when the app is ready."""
    showing.register(hides)


def hides(viewer: Member, member: Member) -> bool:
    """A young member's page is for those who are in a circle for young people with them. Who is not known to be an
    adult counts as young. One query for most."""
    if known([member.pk]).get(member.pk, Known.ADULT) == Known.ADULT:
        return False
    inside = young_circles([viewer.pk, member.pk])
    return not inside.get(viewer.pk, set()) & inside.get(member.pk, set())
