"""Each person's time cut in two: shortly after they were helped, and otherwise; and what they did in each."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from dugnad.methods.pulse.columns import Floats
from dugnad.methods.pulse.helping import Helping
from dugnad.methods.pulse.shortly_after import After, shortly_after

FEWEST_IN_A_PERIOD = 40
MOST_PERIODS = 24
MOST_CELLS = 5_000_000
"""People x periods above which there are fewer periods."""


@dataclass(frozen=True, eq=False)
class Compared:
    """Events and seconds of those with an event: people x periods x (otherwise, shortly after being helped)."""

    events: Floats
    exposure: Floats

    @property
    def in_both(self) -> int:
        """How many were there both shortly after being helped and otherwise."""
        return int((self.exposure.sum(axis=1) > 0).all(axis=1).sum())


def compared(helping: Helping, start: float, length: float) -> Compared:
    """Cuts the time of each who helped anybody, from `start` + `length` on: before, nobody knows who had been helped.

    Shortly after: up to `length` seconds, the moment itself not. Periods hold equally many events, so that what moves
    all at once, as a campaign does, is no merit of having been helped.
    """
    since = np.maximum(helping.since, start + length)
    there = (helping.gave_at > since[helping.gave]) & (helping.gave_at <= helping.until[helping.gave])
    people = np.flatnonzero(np.bincount(helping.gave[there], minlength=len(since)))
    place = np.full(len(since), -1, np.int64)
    place[people] = np.arange(len(people))
    gave, at = place[helping.gave[there]], helping.gave_at[there]
    helped = place[helping.helped]
    after, last = shortly_after(helped[helped >= 0], helping.helped_at[helped >= 0], gave, at, length)
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


def _exposure(after: After, edges: Floats, since: Floats, until: Floats) -> Floats:
    found = np.zeros((len(since), len(edges) - 1, 2))
    for period, (begins, ends) in enumerate(pairwise(edges)):
        first, last = np.maximum(since, begins), np.minimum(until, ends)
        seconds = np.minimum(after.ends, last[after.person]) - np.maximum(after.begins, first[after.person])
        treated = np.bincount(after.person, np.maximum(seconds, 0), len(since))
        found[:, period, 1] = treated
        found[:, period, 0] = np.maximum(np.maximum(last - first, 0) - treated, 0)
    return found
