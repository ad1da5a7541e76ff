"""The uncertainty of a mean over acts that hang together in two ways: by their member, and by their day."""

from __future__ import annotations

import numpy as np

from dugnad.methods.pulse.drawing import student
from dugnad.methods.pulse.intervals import HEAVY
from dugnad.methods.pulse.trains import Floats, Ints


def two_way_error(part: Floats, member: Ints, day: Ints) -> float:
    """The standard error of the sum of `part`, one number an act, of mean 0; member and day from 0 on.

    Variance between members, and between days, less that between days of members, which is in both (Cameron, Gelbach
    and Miller, Journal of Business and Economic Statistics 29 (2011) 238); never less than the larger of the two.
    """
    one, other = _between(part, member), _between(part, day)
    _, cell = np.unique(member * (int(day.max()) + 1) + day, return_inverse=True)
    return float(np.sqrt(max(one + other - _between(part, cell), one, other)))


def reach(member: Ints, day: Ints) -> float:
    """How many standard errors hold 95 %: Student's t for as many as there are members, or days, if fewer."""
    fewest = min(int(np.count_nonzero(np.bincount(group))) for group in (member, day))
    return student(max(2, fewest - 1))


def one_weighs(part: Floats, member: Ints) -> bool:
    """Whether one member makes more than a quarter of the variance between members."""
    sums = np.bincount(member, part) ** 2
    return bool(sums.max() > HEAVY * sums.sum())


def _between(part: Floats, group: Ints) -> float:
    sums = np.bincount(group, part)
    n = int(np.count_nonzero(np.bincount(group)))
    return float(sums @ sums) * n / max(1, n - 1)
