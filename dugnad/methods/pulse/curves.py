"""A share that changes with time, in steps, with its uncertainty at each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dugnad.methods.shares import CONFIDENT

POINTS = 200
"""Points a curve is handed on with: more cannot be seen, and a report is not to hold a point for each member."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Curve:
    """Of `times` (u,), ascending: the `share` from each on until the next, its interval, and how many were there.

    Before the first time the share is `before`: 1 where it falls, 0 where it rises. `at_risk` is just before each time:
    where it is under 5 a drawing is grey, and a page says nothing from where it is under 10.
    """

    times: Floats
    share: Floats
    low: Floats
    high: Floats
    at_risk: Floats
    before: float

    def place(self, time: float) -> int:
        """Which step `time` falls on; -1 before the first."""
        return int(np.searchsorted(self.times, time, side="right")) - 1

    def at(self, time: float) -> float:
        """The share at `time`, steps included."""
        place = self.place(time)
        return float(self.share[place]) if place >= 0 else self.before

    def half(self) -> float | None:
        """The first time by which half are through; None where that is not reached."""
        through = np.flatnonzero(np.abs(self.share - self.before) >= 0.5 - 1e-12)
        return float(self.times[through[0]]) if len(through) else None

    def thinned(self, points: int = POINTS) -> Curve:
        """The same at `points` times at most, at even distances of its share, first and last among them."""
        if len(self.times) <= points:
            return self
        risen = np.abs(self.share - self.before)
        even = np.searchsorted(risen, np.linspace(risen[0], risen[-1], points), side="left")
        kept = np.unique(np.concatenate([[0], np.minimum(even, len(risen) - 1), [len(risen) - 1]]))[:points]
        share, low, high = self.share[kept], self.low[kept], self.high[kept]
        return Curve(self.times[kept], share, low, high, self.at_risk[kept], self.before)


def log_log(share: Floats, variance: Floats) -> tuple[Floats, Floats]:
    """95 % intervals of shares on the scale log(-log share), on which no end leaves the range; nan at 0 and at 1.

    J. D. Kalbfleisch and R. L. Prentice, The Statistical Analysis of Failure Time Data (1980), section 1.3.
    """
    inside = (share > 0) & (share < 1 - 1e-12) & np.isfinite(variance)
    logs = np.log(np.where(inside, share, 0.5))
    width = CONFIDENT * np.sqrt(np.where(inside, variance, 0)) / (np.where(inside, share, 1) * np.abs(logs))
    low, high = (np.exp(logs * np.exp(sign * np.minimum(width, 500))) for sign in (1, -1))
    return np.where(inside, low, np.nan), np.where(inside, high, np.nan)
