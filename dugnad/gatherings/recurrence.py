"""On which days something happens that happens again and again, by the clock of one place.

A small set of our own, each with the RRULE (RFC 5545) that says the same: every week, every second week, every month on
the nth weekday of its first day (on the last one, where the first day is the 29th or later).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, takewhile
from zoneinfo import ZoneInfo

from dugnad.gatherings.enums import Every

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
STEPS = {Every.WEEK: 7, Every.FORTNIGHT: 14}
LAST = -1


@dataclass(frozen=True)
class Pattern:
    """From `first` on, `every` so often, `starts` until `ends` by the clock of `zone`.

    `ends` at or before `starts` is the next day. Over after `until` (that day included) or after `times`, whatever
    comes first; without either it happens once.
    """

    first: date
    starts: time
    ends: time
    zone: str
    every: Every = Every.ONCE
    until: date | None = None
    times: int | None = None


@dataclass(frozen=True)
class Stretch:
    """From when to when, in UTC."""

    starts_at: datetime
    ends_at: datetime


def stretches(pattern: Pattern, most: int) -> list[Stretch]:
    """The first `most` times, in order. Each keeps its hour by the clock when the clocks are changed.

    An hour that a change of the clocks leaves out is counted on from before it; of one that comes twice it is the
    first: as RFC 5545 has it.
    """
    return [stretch_on(day, pattern) for day in islice(_days(pattern), most)]


def stretch_on(day: date, pattern: Pattern) -> Stretch:
    """The stretch that begins on `day`."""
    zone = ZoneInfo(pattern.zone)
    last = day if pattern.ends > pattern.starts else day + timedelta(days=1)
    return Stretch(_in_utc(day, pattern.starts, zone), _in_utc(last, pattern.ends, zone))


def rrule(every: Every, first: date, times: int) -> dict[str, str | int]:
    """The parts of the RRULE for `times` times from `first` on; empty for what happens once."""
    if every == Every.ONCE:
        return {}
    if every == Every.MONTH:
        return {"FREQ": "MONTHLY", "BYDAY": f"{nth(first)}{DAYS[first.weekday()]}", "COUNT": times}
    interval = {"INTERVAL": 2} if every == Every.FORTNIGHT else {}
    return {"FREQ": "WEEKLY", **interval, "COUNT": times}


def nth(day: date) -> int:
    """Which of its month's Mondays (or other weekdays) `day` is: 1 to 4, and -1, the last, from the 29th on."""
    return (day.day - 1) // 7 + 1 if day.day <= 28 else LAST


def _in_utc(day: date, hour: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, hour, zone).astimezone(UTC)


def _days(pattern: Pattern) -> Iterator[date]:
    if pattern.every == Every.ONCE or (pattern.until is None and pattern.times is None):
        yield pattern.first
        return
    until = pattern.until or date.max
    days = takewhile(lambda day: day <= until, _forever(pattern))
    yield from days if pattern.times is None else islice(days, pattern.times)


def _forever(pattern: Pattern) -> Iterator[date]:
    if pattern.every == Every.MONTH:
        yield from _monthly(pattern.first)
        return
    step, day = timedelta(days=STEPS[pattern.every]), pattern.first
    while True:
        yield day
        day += step


def _monthly(first: date) -> Iterator[date]:
    number, weekday = nth(first), first.weekday()
    month = first.replace(day=1)
    while True:
        following = (month + timedelta(days=31)).replace(day=1)
        if number == LAST:
            yield following - timedelta(days=(following.weekday() - weekday - 1) % 7 + 1)
        else:
            yield month + timedelta(days=(weekday - month.weekday()) % 7 + 7 * (number - 1))
        month = following
