"""The programme of a day, and whom to call: lines as people write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from dugnad.gatherings.clocks import zone_of

DIALLED = re.compile(r"\+?\d[\d\s()./-]{4,}\d|^\d{3,6}$")
LINE = re.compile(r"^\s*(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)\s*(?:[-–—:]\s*)?(?P<text>\S.*)$")


@dataclass(frozen=True)
class Line:
    """`at` is None for a line without a time. `until` is when the next line begins, or all is over."""

    at: datetime | None
    until: datetime | None
    text: str

    def is_now(self, moment: datetime) -> bool:
        """Whether this is what happens at `moment`."""
        return self.at is not None and self.until is not None and self.at <= moment < self.until


def read(text: str, starts_at: datetime, ends_at: datetime, zone: str) -> list[Line]:
    """The lines of `text`, with their times by the clock of `zone`, from the day it begins on.

    An hour before that of the line before it (or more than an hour before the beginning) is the next day's.
    """
    found: list[tuple[datetime | None, str]] = []
    begins = starts_at.astimezone(zone_of(zone))
    earliest = begins - timedelta(hours=1)
    for line in filter(None, map(str.strip, text.splitlines())):
        match = LINE.match(line)
        if match is None:
            found.append((None, line))
            continue
        moment = datetime.combine(begins.date(), time(int(match["hour"]), int(match["minute"])), begins.tzinfo)
        while moment < earliest:
            moment += timedelta(days=1)
        earliest = moment
        found.append((moment, match["text"]))
    times = [moment for moment, _text in found if moment] + [max(ends_at, earliest)]
    following = iter(times[1:])
    return [Line(moment, next(following) if moment else None, text) for moment, text in found]


def dials(text: str) -> list[tuple[str, str]]:
    """The lines of `text`, each with the number in it as a telephone wants it; empty where there is none."""
    found = [(line, DIALLED.search(line)) for line in filter(None, map(str.strip, text.splitlines()))]
    return [(line, re.sub(r"[^+\d]", "", match[0]) if match else "") for line, match in found]
