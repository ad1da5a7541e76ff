"""When people are there: each rhythm says how likely somebody is to write in an hour of the week. All of it guessed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

_DAY = [0.02] * 5 + [0.1, 0.4, 0.6, 0.4, 0.4, 0.5, 0.6, 0.9, 0.6, 0.4, 0.5, 0.7, 0.8, 0.8, 1.0, 1.0, 0.9, 0.5, 0.1]
_EVENING = [0.15] + [0.02] * 6 + [0.3] + [0.1] * 8 + [0.3, 0.5, 0.7, 1.0, 1.0, 1.0, 0.9, 0.5]
_NIGHT = [0.9, 0.8, 0.8, 0.8, 0.9, 0.8, 0.5] + [0.05] * 7 + [0.2, 0.4, 0.5, 0.6, 0.6, 0.5, 0.5, 0.7, 0.9, 0.9]
_WEEKEND = [0.1] + [0.02] * 7 + [0.4, 0.7, 0.9, 1.0, 0.9, 0.8, 0.8, 0.8, 0.9, 0.9, 0.8, 0.8, 0.9, 0.9, 0.6, 0.3]
_AWAY = [share * 0.15 for share in _WEEKEND]
_SHIFT = [0.3] + [0.1] * 4 + [0.4, 0.5] + [0.2] * 3 + [0.4] * 4 + [0.6, 0.7, 0.7, 0.6, 0.5, 0.5, 0.6, 0.7, 0.7, 0.5]

WEEKS = {
    "days": [*_DAY * 5, *_WEEKEND * 2],
    "evenings": [*_EVENING * 5, *_WEEKEND * 2],
    "nights": _NIGHT * 7,
    "weekends": [*_AWAY * 5, *_WEEKEND * 2],
    "shifts": _SHIFT * 7,
}
"""By rhythm: 168 shares, from Monday at midnight, local time. 1 is as likely as it gets."""
SHARES = {"days": 0.3, "evenings": 0.4, "nights": 0.08, "weekends": 0.1, "shifts": 0.12}
QUIET: dict[str, tuple[time, time]] = {
    "days": (time(22, 30), time(6, 30)),
    "evenings": (time(23, 30), time(7, 0)),
    "nights": (time(8, 0), time(15, 0)),
    "weekends": (time(22, 0), time(8, 0)),
    "shifts": (time(1, 0), time(5, 0)),
}
"""Hours that somebody of this rhythm wants for themselves, if they say so."""


@dataclass(frozen=True)
class Clock:
    """The local time of a movement."""

    zone: ZoneInfo

    def readiness(self, rhythm: str, at: datetime) -> float:
        """How likely somebody of this rhythm is to write at the moment `at`: 0 to 1."""
        local = at.astimezone(self.zone)
        return WEEKS[rhythm][local.weekday() * 24 + local.hour]

    def is_quiet(self, starts: time | None, ends: time | None, at: datetime) -> bool:
        """Whether `at` lies in somebody's quiet hours."""
        if starts is None or ends is None:
            return False
        clock = at.astimezone(self.zone).time()
        return starts <= clock < ends if starts < ends else clock >= starts or clock < ends

    def ready_from(self, rng: Random, rhythm: str, at: datetime) -> datetime:
        """The first moment from `at` on at which somebody of this rhythm happens to look; within two days."""
        for _look in range(48):
            if rng.random() < self.readiness(rhythm, at):
                return at
            at += timedelta(hours=2 * rng.random())
        return at
