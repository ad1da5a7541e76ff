"""How many members did how much: all that measures of inequality need to know, and nothing of who they are."""

from __future__ import annotations

from dataclasses import dataclass
from math import lgamma, log, sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Spread:
    """`values` ascending, each once, from 0 on; `people`, how many members have each. Both of shape (u,).

    A database makes it with one GROUP BY, so that 1.2 million members are a few hundred numbers here. Members who did
    nothing belong to it: a measure that does not know of them would say that everybody acts. Not `of_acts` are amounts,
    as of money in minor units: whole numbers too, and yet nothing that falls on people one by one.
    """

    values: Floats
    people: Floats
    of_acts: bool = True

    def __post_init__(self) -> None:
        if self.values.ndim != 1 or self.values.shape != self.people.shape:
            raise ValueError("values and people are two columns of one length")
        if not np.isfinite(self.values).all() or (self.values < 0).any() or (np.diff(self.values) <= 0).any():
            raise ValueError("values are numbers from 0 on, ascending, each once")
        if not (self.people > 0).all():
            raise ValueError("each value is of somebody")

    @classmethod
    def of(cls, each: ArrayLike, *, of_acts: bool = True) -> Spread:
        """The spread of `each`, one number a member, zeros included. ValueError for a negative one or no number."""
        values, people = np.unique(np.asarray(each, np.float64).ravel(), return_counts=True)
        return cls(values, people.astype(np.float64), of_acts)

    @property
    def n(self) -> int:
        """How many members there are."""
        return round(float(self.people.sum()))

    @property
    def zeros(self) -> int:
        """How many of them did nothing."""
        return int(self.people[0]) if len(self.values) and self.values[0] == 0 else 0

    @property
    def total(self) -> float:
        """What all did together."""
        return float(self.values @ self.people)

    @property
    def counted(self) -> bool:
        """Whether it holds counts of acts, in whole numbers."""
        return self.of_acts and bool((self.values == np.floor(self.values)).all())

    def active(self) -> Spread:
        """Those who did something."""
        some = self.values > 0
        return Spread(self.values[some], self.people[some], self.of_acts)


def by_chance(spread: Spread) -> Spread | None:
    """As many acts by as many members, had each act fallen on anybody alike: expected numbers of members, not whole.

    The count of a member is then binomial, here its Poisson limit. None for amounts, which do not come one by one, and
    where nothing was done.
    """
    if not spread.counted or not spread.total:
        return None
    mean = spread.total / spread.n
    counts = np.arange(max(0, int(mean - 12 * sqrt(mean))), int(mean + 12 * sqrt(mean)) + 25, dtype=np.float64)
    chances = np.exp(counts * log(mean) - mean - np.array([lgamma(count + 1) for count in counts]))
    some = chances > 0
    return Spread(counts[some], spread.n * chances[some] / chances.sum())
