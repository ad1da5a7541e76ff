"""Gifts, invented: 0.24 % give, mostly once, about 29 dollars (4-measures, sections 1 and 9)."""

from __future__ import annotations

from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from dugnad.methods.generated.forests import Forest, Ints

GIVE = 0.0024
ONCE = 0.9453
MEDIAN, SPREAD = 25.0, 0.549


@dataclass(frozen=True, eq=False)
class Gifts:
    """One row for each gift: `giver`, the place of a member, and `amount` in cents. Both of shape (gifts,)."""

    giver: Ints
    amount: Ints


def gifts(seed: int, forest: Forest, *, give: float = GIVE, exactly: bool = False) -> Gifts:
    """Gifts of the members of `forest`, of whom the share `give` gives on the average, or `exactly`.

    Who came alone gives twice as readily, who brought somebody three times [guess: the direction is reported, the sizes
    are unknown]. 94.53 % of givers give once [guess], the rest 2 + geometric; amounts are log-normal with a mean of 29,
    seven of ten rounded to 5 dollars [guess].
    """
    rng = np.random.default_rng(seed)
    ready = np.where(forest.recruiter < 0, 2.0, 1.0) * np.where(forest.recruits > 0, 3.0, 1.0)
    chance = give * ready / ready.mean() if len(ready) else ready
    givers = np.flatnonzero(rng.random(len(chance)) < chance)
    if exactly:
        # The k largest of log weight + Gumbel noise are a draw of k without return, by weight (Vieira 2014).
        keys = np.log(ready) + rng.gumbel(size=len(ready))
        givers = np.sort(np.argsort(-keys, kind="stable")[: round(give * len(ready))])
    times = np.where(rng.random(len(givers)) < ONCE, 1, 1 + rng.geometric(0.505, len(givers)))
    each = np.repeat(givers, times)
    dollars = rng.lognormal(log(MEDIAN), SPREAD, len(each))
    rounded = np.where(rng.random(len(each)) < 0.7, np.maximum(5 * np.round(dollars / 5), 5), dollars)
    return Gifts(each, np.maximum(np.round(100 * rounded), 1).astype(np.int64))


def given(gifts: Gifts, n: int) -> NDArray[np.float64]:
    """What each of `n` members gave together, in cents; shape (n,)."""
    return np.bincount(gifts.giver, weights=gifts.amount, minlength=n).astype(np.float64)
