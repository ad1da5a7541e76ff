"""Where somebody was, for their own eyes."""

from __future__ import annotations

from datetime import datetime

from dugnad.gatherings.models import Coming, Past
from dugnad.people.models import Member


def days_there(member: Member, since: datetime) -> int:
    """On how many days `member` was there since then; with those that are forgotten, if that is when they joined or
    before. Two queries at most.
    """
    kept = Coming.objects.filter(member=member, was_there_at__gte=since).count()
    if since > member.joined_at:
        return kept
    return kept + (Past.objects.filter(member=member).values_list("days", flat=True).first() or 0)
