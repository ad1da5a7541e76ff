"""What a week of asks and answers came to, in numbers that can be said in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Sized
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from dugnad.asks.models import Answer, Ask
from dugnad.asks.queries.rows import readable
from dugnad.circles.rules import belongs_to_its_circle, stands
from dugnad.kit.prepared import Shaped
from dugnad.people.models import Member
from dugnad.people.rules import apart

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
    if apart(member).all:
        asks = Ask.objects.visible_to(member).filter(
            belongs_to_its_circle.which(member), **_between(until - WEEK, until)
        )
        return _week(list(_first_answers(asks)), lambda: list(_authors(asks)))
    mine = [stand for stand in stands(member).values() if stand.active]
    since = [(stand.circle, stand.reads_since) for stand in mine if stand.reads_since is not None]
    facts: dict[str, Any] = {
        "whole": [stand.circle for stand in mine if stand.reads_from_start],
        "part": [circle for circle, _moment in since],
        "since": [moment for _circle, moment in since],
        "begins": until - WEEK,
        "ends": until,
    }
    return _week(TIMES.rows(**facts), lambda: HELPERS.rows(**facts))


def _week(times: list[tuple[Any, ...]], helpers: Callable[[], Sized]) -> Week | None:
    if len(times) < FEWEST:
        return None
    waits = [answered - asked for asked, answered in times if answered is not None and answered - asked <= DAY]
    return Week(len(times), len(waits), median(waits) if waits else None, len(helpers()))


def _between(begins: datetime, ends: datetime) -> dict[str, datetime]:
    return {"created_at__gt": begins, "created_at__lte": ends}


def _first_answers(asks: QuerySet[Ask]) -> QuerySet[Ask, tuple[Any, ...]]:
    others = Answer.objects.filter(ask=OuterRef("pk"), by_asker=False).order_by("created_at", "id")
    first = asks.annotate(answered_at=Subquery(others.values("created_at")[:1]))
    return first.values_list("created_at", "answered_at")


def _authors(asks: QuerySet[Ask]) -> QuerySet[Answer, tuple[Any, ...]]:
    return Answer.objects.filter(ask__in=asks, by_asker=False).order_by().values_list("author").distinct()


def _times(
    whole: list[str], part: list[str], since: list[datetime], begins: datetime, ends: datetime
) -> QuerySet[Ask, tuple[Any, ...]]:
    return _first_answers(Ask.objects.filter(readable(whole, part, since), **_between(begins, ends)))


def _helpers(
    whole: list[str], part: list[str], since: list[datetime], begins: datetime, ends: datetime
) -> QuerySet[Answer, tuple[Any, ...]]:
    return _authors(Ask.objects.filter(readable(whole, part, since), **_between(begins, ends)))


TIMES, HELPERS = Shaped(_times), Shaped(_helpers)
