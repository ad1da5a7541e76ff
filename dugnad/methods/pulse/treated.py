"""Each person's time cut in two: shortly after they were helped, and otherwise; and what they did in each."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dugnad.methods.pulse.ties import Bools, Ints

Floats = NDArray[np.float64]

FEWEST_IN_A_PERIOD = 40
MOST_PERIODS = 24
MOST_CELLS = 5_000_000
"""People x periods above which there are fewer periods."""
FINEST = 2.0**61
"""Members x ticks of the clock that one whole number holds."""


@dataclass(frozen=True, eq=False)
class Helping:
    """`helped` were helped `helped_at`, `gave` helped a third person `gave_at`: a row each, in seconds of one clock.

    Each member was there from `since` until `until`, both of shape (members,); what was before and after is not told.
    """

    helped: Ints
    helped_at: Floats
    gave: Ints
    gave_at: Floats
    since: Floats
    until: Floats

    def backwards(self) -> Helping:
        """The same with the clock turned round: then “after” is what was before."""
        return Helping(self.helped, -self.helped_at, self.gave, -self.gave_at, -self.until, -self.since)


@dataclass(frozen=True, eq=False)
class Compared:
    """Events and seconds of those with an event: people x periods x (otherwise, shortly after being helped)."""

    events: Floats
    exposure: Floats


def compared(helping: Helping, start: float, length: float) -> Compared:
    """Cuts the time of each who helped anybody, from `start` + `length` on: before, nobody knows who had been helped.

    Shortly after: up to `length` seconds, the moment itself not. Periods hold equally many events, so that what moves
    all at once, as a campaign does, is no merit of having been helped.
    """
    since = np.maximum(helping.since, start + length)
    there = (helping.gave_at > since[helping.gave]) & (helping.gave_at <= helping.until[helping.gave])
    people, gave = np.unique(helping.gave[there], return_inverse=True)
    at = helping.gave_at[there]
    place = np.full(len(since), -1, np.int64)
    place[people] = np.arange(len(people))
    helped = place[helping.helped]
    after, last = _shortly_after(helped[helped >= 0], helping.helped_at[helped >= 0], gave.astype(np.int64), at, length)
    edges = _edges(at, len(people))
    periods = len(edges) - 1
    cell = gave * periods + np.searchsorted(edges[1:-1], at, side="left")
    events = np.bincount(cell * 2 + last, minlength=len(people) * periods * 2)
    exposure = _exposure(after, edges, since[people], helping.until[people])
    return Compared(events.reshape(-1, periods, 2).astype(np.float64), exposure)


def _edges(at: Floats, people: int) -> Floats:
    most = min(MOST_PERIODS, len(at) // FEWEST_IN_A_PERIOD, MOST_CELLS // max(people, 1))
    inner = np.unique(np.quantile(at, np.arange(1, most) / most)) if most > 1 else np.empty(0)
    inner = inner[inner < at.max()] if len(inner) else inner
    return np.concatenate([[-np.inf], inner, [np.inf]])


@dataclass(frozen=True, eq=False)
class _After:
    """Who was in the time after being helped, from when to when, in seconds; none of one person overlap."""

    person: Ints
    begins: Floats
    ends: Floats


def _shortly_after(helped: Ints, helped_at: Floats, gave: Ints, at: Floats, length: float) -> tuple[_After, Bools]:
    """The times after, and whether each event lies in one."""
    origin = min(float(helped_at.min(initial=np.inf)), float(at.min(initial=np.inf)))
    latest = max(float(helped_at.max(initial=-np.inf)), float(at.max(initial=-np.inf))) + length + 1
    if not len(helped):
        none = np.empty(0)
        return _After(np.empty(0, np.int64), none, none), np.zeros(len(at), np.bool_)
    span = latest - origin
    second = min(1000.0, FINEST / (span * (int(max(helped.max(), gave.max(initial=0))) + 1)))
    ticks = int(span * second) + 2
    keys = np.sort(helped * ticks + ((helped_at - origin) * second).astype(np.int64))
    person, begun = np.divmod(keys, ticks)
    ends = begun + int(length * second)
    again = person[1:] == person[:-1]
    ends[:-1][again] = np.minimum(ends[:-1][again], begun[1:][again])
    event = gave * ticks + ((at - origin) * second).astype(np.int64)
    before = np.searchsorted(keys, event, side="left") - 1
    last = keys[np.maximum(before, 0)]
    within = (before >= 0) & (event - last <= int(length * second)) & (last // ticks == gave)
    return _After(person, begun / second + origin, ends / second + origin), within


def _exposure(after: _After, edges: Floats, since: Floats, until: Floats) -> Floats:
    found = np.zeros((len(since), len(edges) - 1, 2))
    for period, (begins, ends) in enumerate(pairwise(edges)):
        first, last = np.maximum(since, begins), np.minimum(until, ends)
        seconds = np.minimum(after.ends, last[after.person]) - np.maximum(after.begins, first[after.person])
        treated = np.bincount(after.person, np.maximum(seconds, 0), len(since))
        found[:, period, 1] = treated
        found[:, period, 0] = np.maximum(np.maximum(last - first, 0) - treated, 0)
    return found
