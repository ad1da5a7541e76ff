"""Stewards are trusted with others' safety, so their accounts have to be kept well."""

from __future__ import annotations

from dugnad.circles.rules import stands
from dugnad.people.models import Member
from dugnad.people.trust import register_trust


def connect() -> None:
    """Called once, when the apps are ready."""
    register_trust(tends_a_circle)


def tends_a_circle(member: Member) -> bool:
    """Is there a circle that this member tends?"""
    return any(stand.steward for stand in stands(member).values())
