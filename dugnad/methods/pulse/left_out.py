"""The uncertainty of what no formula gives: members are left out in turn, and it is measured again without them."""

from __future__ import annotations

from collections.abc import Callable
from math import sqrt

import numpy as np
from scipy.special import stdtrit

from dugnad.methods.pulse.ties import Ties
from dugnad.methods.shares import CONFIDENT

MOST_GROUPS = 200
FEWEST_GROUPS = 20
MOST_ROWS = 1_000_000
"""Groups x ties above which there are fewer groups, and ties above which there is no error."""


def error_left_out(found: Ties, of: Callable[[Ties], float], *, seed: int = 0) -> tuple[float, float]:
    """Standard error of `of` by the jackknife over members, and how many of it an interval of 95 % has on either side.

    Members are left out one by one, from 200 on in groups dealt by chance, and all their ties with them. ½ (g - 1)/g
    Σ (θ_g - mean)²: a tie goes twice, with either of its ends, hence the half (Frank and Snijders, Journal of Official
    Statistics 10 (1994) 53). Rather too wide than too narrow. 0 with more than a million ties, where it takes too long.
    """
    rows = len(found.weight)
    groups = min(found.people, MOST_GROUPS, max(FEWEST_GROUPS, MOST_ROWS // max(rows, 1)))
    if rows > MOST_ROWS or groups < 2:
        return 0.0, CONFIDENT
    some = np.flatnonzero(found.with_a_tie)
    group = np.full(found.members, -1, np.int64)
    group[some] = np.random.default_rng(seed).permutation(len(some)) % groups
    first, second = group[found.giver], group[found.receiver]
    without = np.array([of(found.only((first != one) & (second != one))) for one in range(groups)])
    squares = float(((without - without.mean()) ** 2).sum())
    return sqrt((groups - 1) / groups / 2 * squares), float(stdtrit(groups - 1, 0.975))
