"""How many were there when something happened: the one table from which every curve over time is made."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class AtRisk:
    """At each of `times` (u,), ascending: how many were there just before, how many it happened to, and whom else.

    `people` are all who could still be seen to end, `happened` those who ended in the way that is asked about,
    `otherwise` those who ended in another way. Who ceases to be followed at a time was there at it.
    """

    times: Floats
    people: Floats
    happened: Floats
    otherwise: Floats


def at_risk(lasted: ArrayLike, ended: ArrayLike, entry: ArrayLike | None = None) -> AtRisk:
    """The table of those who were followed from `entry` (0 where None) until `lasted`, both (n,) from 0 on.

    `ended` (n,): 0 where it was not seen to end, 1 where it happened, 2 where it ended otherwise. Who enters late
    counts from that moment on and no sooner (left truncation). Raises ValueError for columns of different length and
    for times that are none, or run backwards.
    """
    last, how = np.asarray(lasted, np.float64), np.asarray(ended, np.int64)
    begun = None if entry is None else np.asarray(entry, np.float64)
    _sound(last, how, begun)
    times = np.unique(last[how > 0])
    entered = len(last) if begun is None else np.searchsorted(np.sort(begun), times, side="right")
    people = entered - np.searchsorted(np.sort(last), times, side="left")
    return AtRisk(times, people.astype(np.float64), _at(times, last[how == 1]), _at(times, last[how == 2]))


def _at(times: Floats, last: Floats) -> Floats:
    """How many of `last` fall on each time."""
    ordered = np.sort(last)
    found = np.searchsorted(ordered, times, side="right") - np.searchsorted(ordered, times, side="left")
    return found.astype(np.float64)


def _sound(last: Floats, how: Ints, begun: Floats | None) -> None:
    if last.ndim != 1 or last.shape != how.shape or (begun is not None and begun.shape != last.shape):
        raise ValueError("how long, how it ended and when it began are columns of one length")
    if not np.isfinite(last).all() or (last < 0).any() or not np.isin(how, (0, 1, 2)).all():
        raise ValueError("time is counted from 0 on, and ends with 0, 1 or 2")
    if begun is not None and not ((begun >= 0) & (begun <= last)).all():
        raise ValueError("nobody is followed before they begin, or ends before")
