"""Stretches of time from a weekly pattern."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Pattern:
    """From `first` to `last` day, on `weekdays` (0 = Monday), from `starts` until `ends` by the clock of `zone`.

    `ends` at or before `starts` means the next day: a night. `slot_minutes` cuts each day's stretch into pieces of
    that length, the rest left out; None leaves it whole.
    """

    first: date
    last: date
    weekdays: Set[int]
    starts: time
    ends: time
    zone: str
    slot_minutes: int | None = None


def stretches(pattern: Pattern) -> Iterator[tuple[datetime, datetime]]:
    """Pairs of start and end in UTC, in order. Each keeps its hour by the clock across a change to summer time."""
    zone = ZoneInfo(pattern.zone)
    for number in range((pattern.last - pattern.first).days + 1):
        day = pattern.first + timedelta(days=number)
        if day.weekday() not in pattern.weekdays:
            continue
        until = day if pattern.ends > pattern.starts else day + timedelta(days=1)
        start = datetime.combine(day, pattern.starts, zone).astimezone(UTC)
        end = datetime.combine(until, pattern.ends, zone).astimezone(UTC)
        yield from _cut(start, end, pattern.slot_minutes)


def _cut(start: datetime, end: datetime, minutes: int | None) -> Iterator[tuple[datetime, datetime]]:
    if minutes is None:
        yield start, end
        return
    step = timedelta(minutes=minutes)
    while start + step <= end:
        yield start, start + step
        start += step
