"""What a week of asks and answers came to, in numbers that can be said in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from django.db.models import OuterRef, Subquery

from dugnad.asks.models import Answer, Ask
from dugnad.circles.rules import belongs_to_its_circle
from dugnad.people.models import Member

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
FEWEST = 10
"""Fewer asks than this are people, not numbers."""


@dataclass(frozen=True)
class Week:
    """Of `asks` that had a day's time, `within_a_day` were answered in it, half of those within `half_within`.

    `helpers` is how many different people answered.
    """

    asks: int
    within_a_day: int
    half_within: timedelta | None
    helpers: int


def this_week(member: Member, at: datetime) -> Week | None:
    """The last seven days that are over, in the member's circles, as far as they may read. None if too few asked.

    An ask counts once a day has passed since it was made, so that each had the same time. Two queries.
    """
    until = at - DAY
    asks = Ask.objects.visible_to(member).filter(
        belongs_to_its_circle.which(member), created_at__gt=until - WEEK, created_at__lte=until
    )
    others = Answer.objects.filter(ask=OuterRef("pk"), by_asker=False).order_by("created_at", "id")
    first = asks.annotate(answered_at=Subquery(others.values("created_at")[:1]))
    times = list(first.values_list("created_at", "answered_at"))
    if len(times) < FEWEST:
        return None
    waits = [answered - asked for asked, answered in times if answered is not None and answered - asked <= DAY]
    helpers = Answer.objects.filter(ask__in=asks, by_asker=False).values("author").distinct().count()
    return Week(len(times), len(waits), median(waits) if waits else None, helpers)
