"""The time that is looked at, as people write it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

from dugnad.methods.pulse.measured import Window

DAYS = re.compile(r"(\d{1,5})\s*d")
BETWEEN = re.compile(r"(\d{4}-\d\d-\d\d)\s*\.\.\s*(\d{4}-\d\d-\d\d)")


class NoWindow(Exception):
    """What was written is no time. The message says how to write one."""


def window_of(said: str | None) -> Window | timedelta | None:
    """What “2026-01-01..2026-03-31” says: from the first day to the end of the last, UTC; “90d”: the last 90 days.

    Nothing is no window. Raises `NoWindow`.
    """
    if not said:
        return None
    if days := DAYS.fullmatch(said.strip()):
        if not int(days[1]):
            raise NoWindow(f"--window {said}: a window has one day at least.")
        return timedelta(days=int(days[1]))
    between = BETWEEN.fullmatch(said.strip())
    try:
        if between is None:
            raise ValueError
        first, last = (date.fromisoformat(day) for day in between.groups())
        return Window(_midnight(first), _midnight(last) + timedelta(days=1))
    except (ValueError, OverflowError) as error:
        how = "write it like 2026-01-01..2026-03-31, the earlier day first, or like 90d."
        raise NoWindow(f"--window {said}: {how}") from error


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
