"""The share still there after so many days, and when too few are left to say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import NDArray

from dugnad.methods.pulse.at_risk import AtRisk, at_risk
from dugnad.methods.pulse.curves import Curve
from dugnad.methods.pulse.kaplan_meier import surviving
from dugnad.methods.pulse.measured import Reason
from dugnad.methods.shares import FEWEST, wilson

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Stays:
    """Columns (n,) in days from joining: how long each `lasted`, whether it `ended` there, from when it was seen
    (`entry`), and until when it `could` have been."""

    lasted: Floats
    ended: NDArray[np.bool_]
    entry: Floats
    could: Floats

    def some(self, place: NDArray[np.intp]) -> Stays:
        """Those at the places named."""
        return Stays(self.lasted[place], self.ended[place], self.entry[place], self.could[place])

    def table(self) -> AtRisk:
        """How many were there whenever somebody ceased to be."""
        return at_risk(self.lasted, self.ended, self.entry if self.entry.any() else None)

    def curve(self) -> Curve:
        """The share still there, by days."""
        return surviving(self.table())

    def there(self, day: float) -> int:
        """How many were still there on that day, and seen."""
        return int(((self.lasted >= day) & (self.entry <= day)).sum())


@dataclass(frozen=True)
class Kept:
    """The share still there after `days`, with its interval; with a `reason` there is none of the three.

    `at_risk`: how many were still there and seen, None where that is fewer than `FEWEST`. Then no more than `at_most`
    were kept: the upper end when there last were as many, rounded up to five in a hundred, so as to tell of no person.
    """

    days: int
    at_risk: int | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    at_most: float | None = None
    reason: Reason | None = None


def kept(stays: Stays, days: Sequence[int], *, of_members: int) -> tuple[Kept, ...]:
    """For each of `days`. Of `of_members`, fewer than `FEWEST` of whom nothing is told."""
    curve = stays.curve()
    return tuple(_kept(stays, curve, day, of_members) for day in days)


def _kept(stays: Stays, curve: Curve, day: int, of_members: int) -> Kept:
    if int(((stays.could >= day) & (stays.entry <= day)).sum()) < FEWEST:
        few = Reason.FEW_MEMBERS if of_members else Reason.NOBODY
        return Kept(day, reason=Reason.TOO_NEW if of_members >= FEWEST else few)
    there, place = stays.there(day), curve.place(day)
    few_at = np.flatnonzero(curve.at_risk[: place + 1] < FEWEST)
    enough = int(few_at[0]) if len(few_at) else place + 1
    if there < FEWEST:
        return Kept(
            day, at_most=ceil(float(curve.high[enough - 1]) * 20) / 20 if enough else None, reason=Reason.FEW_LEFT
        )
    if enough <= place:
        return Kept(day, there, reason=Reason.FEW_MEMBERS)
    if place < 0:
        return Kept(day, there, 1.0, *wilson(there, there))
    return Kept(day, there, float(curve.share[place]), float(curve.low[place]), float(curve.high[place]))
