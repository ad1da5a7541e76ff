"""Each attendance beside the ordinary weeks of the same member: as many before as after, and as far away."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dugnad.methods.pulse.trains import DAY, Floats, Ints, Trains

Bools = NDArray[np.bool_]
WEEK = 7
PAIRS = 4
"""Pairs of ordinary weeks looked at, one before and one after each, the nearest first."""
MARGIN = 1.0
"""Seconds by which spans may touch; rounding is far less."""


@dataclass(frozen=True, eq=False)
class Came:
    """`member` (as in the trains) came to a gathering that `ended` in seconds after the start. By member, then time."""

    member: Ints
    ended: Floats
    days: float

    def clear(self, start: Floats) -> NDArray[np.int64]:
        """How many gatherings of the same member have any of their `days` after in the as many days from `start` on."""
        span, length = self.days * DAY, float(np.abs(np.concatenate([self.ended, start])).max()) + self.days * DAY + 1
        key, own = _key(self.member, self.ended, length), _key(self.member, start, length)
        first = np.searchsorted(key, own - span + MARGIN)
        last = np.searchsorted(key, own + span - MARGIN)
        return np.asarray(last - first, np.int64)


def beside_ordinary(trains: Trains, came: Came, end: float, *, before: bool = False) -> tuple[Floats, Floats, Bools]:
    """Acts in the days after each gathering (or `before` it), those in ordinary days, and where there are any such.

    Ordinary is the mean over pairs of spans of the same weekdays, one whole weeks earlier and one as many later, both
    inside the window and clear of all gatherings of that member: what grows or shrinks evenly over those weeks cancels.
    `end`: of the window, in seconds after its start.
    """
    step = WEEK * np.ceil(came.days / WEEK) * DAY
    start = came.ended - came.days * DAY if before else came.ended
    usable = _inside(came, start, end) & (came.clear(start) == (0 if before else 1))
    total, pairs = np.zeros(len(start)), np.zeros(len(start))
    for far in range(1, PAIRS + 1):
        sides = start - far * step, start + far * step
        good = usable & np.logical_and.reduce([_inside(came, one, end) & (came.clear(one) == 0) for one in sides])
        total += np.where(good, counted(trains, came, sides[0]) + counted(trains, came, sides[1]), 0.0)
        pairs += good
    return counted(trains, came, start), total / np.maximum(1, 2 * pairs), pairs > 0


def counted(trains: Trains, came: Came, start: Floats) -> Floats:
    """How many acts the member of each attendance did in the `days` days from `start` on."""
    length = trains.days * DAY
    key = _key(trains.member, trains.at, length)
    ends = [np.clip(at, -length, length) for at in (start, start + came.days * DAY)]
    first, last = (np.searchsorted(key, _key(came.member, at, length)) for at in ends)
    return np.asarray(last - first, np.float64)


def _inside(came: Came, start: Floats, end: float) -> Bools:
    return np.asarray((start >= 0) & (start + came.days * DAY <= end))


def _key(member: Ints, at: Floats, length: float) -> Floats:
    """One number to order by member and then by time, which lies between -`length` and `length`."""
    return member * (4 * length) + at
