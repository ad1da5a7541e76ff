"""When a pulse is taken: at the end of a lap of twelve weeks, on a Monday, for all scopes at the same moment."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

LAP = timedelta(weeks=12)
"""Each act is counted in one lap of a scope and in no other."""
FIRST_LAP = timedelta(weeks=4)
"""As old a movement must be before its pulse is taken for the first time."""


def monday(at: datetime) -> datetime:
    """The last Monday's first moment, in UTC, up to `at`."""
    day = at.astimezone(UTC).date()
    return datetime.combine(day - timedelta(days=day.weekday()), time(), UTC)


def due(at: datetime, *, last: datetime | None, first_act: datetime | None) -> datetime | None:
    """Until when a pulse is to be taken at `at`, None when not yet. `last`: until when the last one was."""
    if last is not None:
        laps = (at - last) // LAP
        return last + laps * LAP if laps >= 1 else None
    until = monday(at)
    return until if first_act is not None and until - first_act >= FIRST_LAP else None


def begins(until: datetime, *, last: datetime | None) -> datetime:
    """From when on a lap counts that ends `until`: where the last one of its scope ended, or as long as a lap is."""
    return last if last is not None else until - LAP
