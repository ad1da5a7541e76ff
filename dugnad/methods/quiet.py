"""Hours in which somebody wants to be left alone, by their own clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

STEP = timedelta(minutes=15)
LONGEST = timedelta(hours=26)
"""A night with a change of the clocks in it."""


@dataclass(frozen=True)
class QuietHours:
    """From `starts` until `ends` by the clock of `zone`, over midnight where `ends` is the smaller. None: none at all.

    Two hours that are the same are a whole day: somebody who wants it that way is never disturbed.
    """

    starts: time | None
    ends: time | None
    zone: str

    def hold(self, at: datetime) -> bool:
        """Whether it is quiet at the moment `at`, which is aware."""
        if self.starts is None or self.ends is None:
            return False
        clock = at.astimezone(ZoneInfo(self.zone)).time()
        if self.starts < self.ends:
            return self.starts <= clock < self.ends
        return clock >= self.starts or clock < self.ends

    def over(self, at: datetime) -> datetime | None:
        """The first moment from `at` on that is not quiet, in UTC; None if there is none."""
        if self.ends is None or not self.hold(at):
            return at
        if self.starts == self.ends:
            return None
        local = at.astimezone(ZoneInfo(self.zone))
        end = datetime.combine(local.date(), self.ends, local.tzinfo).astimezone(UTC)
        if end <= at:
            end = datetime.combine(local.date() + timedelta(days=1), self.ends, local.tzinfo).astimezone(UTC)
        # Where the clocks go back, the hour comes twice, and it may be quiet again after its first end.
        while self.hold(end) and end < at + LONGEST:
            end += STEP
        return end
