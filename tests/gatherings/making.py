"""Gatherings for tests, called the way members call them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from dugnad.circles.models import Circle
from dugnad.circles.things import Thing
from dugnad.gatherings.actions.calling import Wanted, Words, call_together
from dugnad.gatherings.actions.coming import Reply, say
from dugnad.gatherings.enums import Every, Word
from dugnad.gatherings.models import Coming, Gathering, Occasion
from dugnad.gatherings.recurrence import Pattern
from dugnad.kit.clock import now
from dugnad.kit.ids import new_key
from dugnad.people.models import Member
from tests.cast import NOON, again

EVENING = date(2026, 11, 26)
"""The Thursday after NOON."""
ZONE = "Europe/Stockholm"


def gathered(
    by: Member,
    circle: Circle,
    *,
    title: str = "Letters at six",
    first: date = EVENING,
    starts: time = time(18),
    ends: time = time(20),
    zone: str = ZONE,
    every: Every = Every.ONCE,
    times: int | None = None,
    wanted: tuple[Wanted, ...] = (),
    thing: Thing | None = None,
    at: datetime = NOON,
    key: str = "",
    **words: Any,
) -> Gathering:
    """A gathering of `circle`, on an evening in Stockholm."""
    return call_together(
        by=again(by),
        circle=circle,
        words=Words(title=title, **words),
        pattern=Pattern(first, starts, ends, zone, every, times=times),
        wanted=wanted,
        thing=thing,
        form_key=key or new_key(),
        at=at,
    )


def tomorrow(by: Member, circle: Circle, **facts: Any) -> Gathering:
    """One that is still to come by the real clock, which is what pages go by."""
    return gathered(by, circle, first=(now() + timedelta(days=1)).date(), at=now(), **facts)


def going_on(by: Member, circle: Circle, **facts: Any) -> Gathering:
    """One that has begun by the real clock, and lasts some hours more."""
    made = tomorrow(by, circle, **facts)
    made.occasions.filter(number=0).update(starts_at=now() - timedelta(hours=1), ends_at=now() + timedelta(hours=3))
    return made


def day(gathering: Gathering, number: int = 0) -> Occasion:
    """One day of it, as a request would load it."""
    return Occasion.objects.select_related("gathering__author").get(gathering=gathering, number=number)


def comes(
    member: Member,
    gathering: Gathering,
    *,
    word: Word = Word.COMING,
    number: int = 0,
    at: datetime = NOON,
    **facts: Any,
) -> Coming:
    """Somebody says that they come."""
    return say(by=again(member), occasion=day(gathering, number), reply=Reply(word, **facts), at=at)
