"""Who was brought by whom, invented with the margins of the Save Darfur Cause (4-measures, sections 1 and 9).

Cited there: 72.19 % recruited nobody and about 80 % were recruited (Lewis, Gray and Meierhenrich, Sociological Science
1 (2014) 1, and reports of it). The shape of the rest is a log-series that hits both, and a guess.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

RECRUITED = 0.80
NOBODY = 0.7219
THETA = 0.8410
"""Of the log-series P(k) = -θ^k / (k ln(1 - θ)) from 1 on; its mean 2.877 makes 0.80 recruits per member."""
DRAWN = 0.743
"""How much a member draws newcomers before having brought any, in units of one recruit: `grown` only."""


@dataclass(frozen=True, eq=False)
class Forest:
    """`recruiter` of each member: the place of whoever brought them, -1 for who came alone. Shape (n,).

    `joined`: days since the start, ascending, where the growth is timed. A recruiter stands before their recruits.
    """

    recruiter: Ints
    joined: NDArray[np.float64] | None = None

    @property
    def recruits(self) -> Ints:
        """How many each member brought, shape (n,)."""
        some = self.recruiter[self.recruiter >= 0]
        return np.bincount(some, minlength=len(self.recruiter)).astype(np.int64)


def log_series(rng: np.random.Generator, size: int) -> Ints:
    """Recruits of `size` members, independent: none for 72.19 %, else log-series."""
    counts = np.where(rng.random(size) < NOBODY, 0, rng.logseries(THETA, size))
    return np.asarray(counts, np.int64)


def hyperactive(rng: np.random.Generator, size: int) -> Ints:
    """As `log_series`, but 2 % of the recruiters bring 15 to 2,000, P(k) ~ k^-2.3: for stress, not as “Darfur”."""
    many = np.arange(15, 2001, dtype=np.float64)
    chances = many**-2.3
    hyper = rng.choice(many, size=size, p=chances / chances.sum()).astype(np.int64)
    counts = np.where(rng.random(size) < 0.02, hyper, rng.logseries(0.701, size))
    return np.where(rng.random(size) < NOBODY, 0, counts).astype(np.int64)
