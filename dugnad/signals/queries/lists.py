"""Signals on the steward's desk."""

from __future__ import annotations

from dataclasses import dataclass

from dugnad.circles.models import Circle
from dugnad.people.models import Member
from dugnad.signals.explaining import Explained, explained
from dugnad.signals.models import Signal


@dataclass(frozen=True)
class Row:
    """A signal with its words, and those it is about."""

    signal: Signal
    said: Explained
    members: list[Member]


def waiting(member: Member, circle: Circle) -> list[Row]:
    """What nobody has put away, the newest first. Two queries, and the rules'."""
    found = Signal.objects.visible_to(member).filter(circle=circle, put_away_at=None)
    rows = found.prefetch_related("members").order_by("-seen_at", "id")
    return [
        Row(one, explained(one.kind, one.found, one.usual), sorted(one.members.all(), key=lambda who: who.handle))
        for one in rows
    ]
