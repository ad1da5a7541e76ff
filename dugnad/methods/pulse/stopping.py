"""How few must stop until half of the answered asks would have had no answer."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dugnad.methods.pulse.measured import FEWEST_ACTIVE, Measured, Reason, Window

VERSION = "1"

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Stopping(Measured):
    """How many members must stop until half of the answered asks would have had no answer; n is how many were answered.

    `value` is enough. Fewer than `at_least` are never enough; between the two it was not searched out. No interval: it
    is of the asks that were put, not of others. `null`: had each answer come from any of those who answered alike.
    """

    at_least: int | None = None
    helpers: int | None = None


def stopping(ask: ArrayLike, helper: ArrayLike, *, seed: int = 0, window: Window | None = None) -> Stopping:
    """How few must stop until half of the answered asks would have had no answer.

    One row for each answer: the numbers of the `ask` and of the `helper`, from 0 on. An ask is without an answer when
    all who answered it have stopped. The fewest are hard to find (minimum k-union), so they are
    bounded: three orders of stopping give how many are enough; and since whoever stops can undo no more than 1/m of
    each ask that m answered, the largest such sums give how many there must be. With one answer to each ask the two are
    the same.
    """
    asks, helpers = _distinct(ask, helper)
    answered = len(np.unique(asks))
    if not answered:
        return Stopping(measure="dependence", version=VERSION, n=0, window=window, reason=Reason.NOTHING_DONE)
    _, helpers = np.unique(helpers, return_inverse=True)
    number = int(helpers.max()) + 1
    if number < FEWEST_ACTIVE:
        reason = Reason.FEW_ACTIVE
        return Stopping(measure="dependence", version=VERSION, n=answered, window=window, reason=reason)
    half = ceil(answered / 2)
    anybody = np.random.default_rng(seed).integers(number, size=len(helpers))
    return Stopping(
        measure="dependence",
        version=VERSION,
        n=answered,
        value=float(_enough(asks, helpers, half)),
        null=float(_enough(*_distinct(asks, anybody), half)),
        window=window,
        at_least=_needed(asks, helpers, half),
        helpers=number,
    )


def _distinct(ask: ArrayLike, helper: ArrayLike) -> tuple[Ints, Ints]:
    """Each helper once for each ask, the asks numbered from 0 on without gaps, ascending."""
    asks, helpers = np.asarray(ask, np.int64).ravel(), np.asarray(helper, np.int64).ravel()
    if asks.shape != helpers.shape:
        raise ValueError("each answer has an ask and a helper")
    order = np.lexsort((helpers, asks))
    asks, helpers = asks[order], helpers[order]
    first = np.ones(len(asks), np.bool_)
    first[1:] = (np.diff(asks) != 0) | (np.diff(helpers) != 0)
    _, numbered = np.unique(asks[first], return_inverse=True)
    return numbered.astype(np.int64), helpers[first]


def _parts(asks: Ints, helpers: Ints) -> Floats:
    """1/m of each ask that m answered, added up for each helper."""
    return np.bincount(helpers, weights=1 / np.bincount(asks)[asks]).astype(np.float64)


def _needed(asks: Ints, helpers: Ints, half: int) -> int:
    most = np.sort(_parts(asks, helpers))[::-1].cumsum()
    return int(np.searchsorted(most, half - 1e-6)) + 1


def _enough(asks: Ints, helpers: Ints, half: int) -> int:
    """The best of three orders: by parts of asks, by answers, by asks that nobody else answered."""
    alone = np.bincount(asks)[asks] == 1
    parts = _parts(asks, helpers)
    answers = np.bincount(helpers, minlength=len(parts)).astype(np.float64)
    only = np.bincount(helpers, weights=alone, minlength=len(parts))
    return min(_stopped(asks, helpers, order, half) for order in (parts, answers, only + parts / (1 + parts.max())))


def _stopped(asks: Ints, helpers: Ints, weight: Floats, half: int) -> int:
    """How many must stop, the heaviest first, until `half` of the asks have nobody left."""
    place = np.empty(len(weight), np.int64)
    place[np.argsort(-weight, kind="stable")] = np.arange(1, len(weight) + 1)
    begins = np.flatnonzero(np.diff(asks, prepend=-1))
    last = np.maximum.reduceat(place[helpers], begins)
    return int(np.sort(last)[half - 1])
