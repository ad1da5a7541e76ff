"""Who has been let into a sealed part, who waits, and who has read it."""

from __future__ import annotations

from django.db.models import QuerySet

from dugnad.asks import enums
from dugnad.asks.models import Letting, SealedPart, SealedReading
from dugnad.people.models import Member


def letting_of(member: Member, part: SealedPart) -> str:
    """Where `member` stands with `part`: a value of `enums.Letting`, or empty."""
    return part.lettings.filter(member=member).values_list("letting", flat=True).first() or ""


def lettings(part: SealedPart) -> list[Letting]:
    """For the asker: everybody who asked to read or was decided about, those who wait first. One query."""
    rows = part.lettings.select_related("member").order_by("at", "pk")
    return sorted(rows, key=lambda row: row.letting != enums.Letting.REQUESTED)


def readings(part: SealedPart) -> QuerySet[SealedReading]:
    """For the asker: every opening, the newest first."""
    return part.readings.select_related("member").order_by("-at", "-pk")
