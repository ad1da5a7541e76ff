"""The smallest wave of calls that makes help near certain, at the least burden."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dugnad.methods.matching.candidates import Candidates, Prior
from dugnad.methods.matching.chances import at_least, chance, posterior
from dugnad.methods.matching.luck import draws, hashed

VERSION: Final = 1
SURE: Final = 0.95
MOST: Final = 12
"""No ask has more calls open than this at a time, however small the chances are."""

LEAST_FIT: Final = 0.1
"""Nobody is called for what suits them less than this."""

LOAD: Final = 1.0
"""What it costs more to call somebody who has had all the calls they are ready for but one of many."""
REST: Final = 12.0
"""What it costs more to call somebody who was called this very moment: the turn goes round."""
REST_DAYS: Final = 30.0
"""After so many days half of that is left."""

_BLOCK: Final = 1 << 14


@dataclass(frozen=True)
class Wave:
    """Whom to call, in order, and what that makes likely.

    `chosen`: rows of the candidates, shape (m,), 0 <= m <= `most` - w. `chances`: of each to answer in time, shape
    (m,). `likely`: P(at least `needed` of them, and of those waited for, answer in time), 0 to 1. `reached`: whether
    that is `sure`; if not, nobody was left who may be called, or `most` are. `able`: how many may be called at all; 0
    says that nobody can be asked now.
    """

    chosen: NDArray[np.int64]
    chances: NDArray[np.float64]
    likely: float
    reached: bool
    able: int
    version: int = VERSION


def choose(
    candidates: Candidates,
    prior: Prior,
    *,
    rng: np.random.Generator,
    needed: int = 1,
    sure: float = SURE,
    most: int = MOST,
    waiting: ArrayLike = (),
) -> Wave:
    """The first people, in order of what a call to each may bring for its burden, that are together `sure`.

    What it may bring is fit x -log(1 - d), with d drawn from the member's posterior (Thompson sampling): who was never
    called is uncertain and so sometimes drawn high. How many are called goes by the chances themselves, without luck,
    together with those of people called before who may still answer: `waiting`, shape (w,), 0 to 1. At most `most` are
    called and waited for together. Who is quiet, has had as many calls as they are ready for, or fits less than
    `LEAST_FIT`, is not called. The same candidates in another order, with a generator in the same state, give the same
    people.

    Raises ValueError for needed < 1, most < 1, `sure` outside 0 to 1 (1 not included) or a chance outside 0 to 1.
    """
    if needed < 1 or most < 1 or not 0 < sure < 1:
        raise ValueError("needed and most are at least 1, and sure lies between 0 and 1")
    salt = rng.integers(2**64, dtype=np.uint64)
    worth, able = _worth(candidates, prior, salt)
    before = np.asarray(waiting, np.float64)
    order = _best(worth, candidates.key, salt, max(0, min(most - len(before), able)))
    yes, no = posterior(candidates.answered[order], candidates.called[order], prior)
    chances = chance(yes, no, candidates.fit[order])
    enough = np.r_[0.0, at_least(needed, np.r_[before, chances])][len(before) :]
    size = min(int(np.searchsorted(enough, sure)), len(order))
    likely = float(enough[size])
    return Wave(order[:size], chances[:size], likely, likely >= sure, able)


def burden(
    recent: NDArray[np.float32], capacity: NDArray[np.float32], days: NDArray[np.float32]
) -> NDArray[np.float32]:
    """What a call costs each member: 1 for somebody rested, up to 1 + LOAD + REST; shape of `recent`.

    It rises with the share of their capacity that the last seven days took, and falls as 1 / (1 + days / REST_DAYS)
    with the days since they were last called. Capacity must be above 0 where the result is used.
    """
    cost: NDArray[np.float32] = (
        1 + np.float32(LOAD) * recent / capacity + np.float32(REST) / (1 + days / np.float32(REST_DAYS))
    )
    return cost


def _worth(candidates: Candidates, prior: Prior, salt: np.uint64) -> tuple[NDArray[np.float32], int]:
    """What a call to each may bring for its burden, -1 for those who may not be called; and how many may."""
    worth = np.empty(len(candidates), np.float32)
    able = 0
    # In blocks that stay in the processor's cache: three times as fast for a million.
    for start in range(0, len(candidates), _BLOCK):
        rows = slice(start, start + _BLOCK)
        may = (
            ~candidates.quiet[rows]
            & (candidates.recent[rows] < candidates.capacity[rows])
            & (candidates.fit[rows] >= np.float32(LEAST_FIT))
        )
        able += int(np.count_nonzero(may))
        worth[rows] = np.where(may, _worth_of(candidates, prior, salt, rows), np.float32(-1))
    return worth, able


def _worth_of(candidates: Candidates, prior: Prior, salt: np.uint64, rows: slice) -> NDArray[np.float32]:
    answered = candidates.answered[rows]
    yes = answered + np.float32(prior.rate * prior.strength)
    no = candidates.called[rows] - answered + np.float32((1 - prior.rate) * prior.strength)
    drawn = np.minimum(draws(candidates.key[rows], salt, yes, no), np.float32(1 - 2**-20))
    capacity = np.maximum(candidates.capacity[rows], np.float32(1))
    brings: NDArray[np.float32] = candidates.fit[rows] * -np.log1p(-drawn)
    return brings / burden(candidates.recent[rows], capacity, candidates.days[rows])


def _best(worth: NDArray[np.float32], keys: NDArray[np.uint64], salt: np.uint64, count: int) -> NDArray[np.int64]:
    """The rows of the `count` largest, largest first; equals by lot, so that the order of rows decides nothing."""
    if not count:
        return np.empty(0, np.int64)
    least = np.partition(worth, len(worth) - count)[len(worth) - count]
    rows = np.flatnonzero(worth >= least)
    return rows[np.lexsort((hashed(keys[rows], salt), -worth[rows]))][:count]
