"""What if the few stop? What a group would have lost without those who do most."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dugnad.methods.pulse.measured import FEWEST_ACTIVE, Measured, Reason, Window
from dugnad.methods.shares import wilson

VERSION = "1"
TAKEN_OUT = (1, 5, 10)
SPLITS = 200
CHANCES = 200

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Lost(Measured):
    """Share of all acts of one kind by the `taken` members who did most of them. n is how many acts there were."""

    taken: int


@dataclass(frozen=True, kw_only=True)
class Stopping(Measured):
    """How many members must stop until half of the answered asks would have had no answer; n is how many were answered.

    `value` is enough. Fewer than `at_least` are never enough; between the two it was not searched out. No interval: it
    is of the asks that were put, not of others. `null`: had each answer come from any of those who answered alike.
    """

    at_least: int | None = None
    helpers: int | None = None


def lost(
    counts: ArrayLike, *, taken: int, measure: str = "dependence", seed: int = 0, window: Window | None = None
) -> Lost:
    """What would be lost of acts of one kind if the `taken` members who did most of them stopped.

    `counts`: acts of each member, whole numbers, zeros included. `null`: as many acts, each falling on any of those who
    act alike; the top of few acts is never nothing. Who does most is found from the same acts, which flatters them: the
    lower end is therefore taken from halves of the acts, choosing by one and counting in the other (Wilson, n of one
    half); the upper end from all of them. Acts are taken as independent. ValueError for counts that are none.
    """
    each = np.asarray(counts, np.float64).ravel()
    if (each < 0).any() or (each != np.floor(each)).any() or taken < 1:
        raise ValueError("acts are counted in whole numbers, and one member at least is taken out")
    done = np.sort(each[each > 0].astype(np.int64))[::-1]
    total = int(done.sum())
    reason = _reason(len(each), total, len(done))
    if reason is not None:
        return Lost(measure=measure, version=VERSION, n=total, window=window, reason=reason, taken=taken)
    rng = np.random.default_rng(seed)
    top = int(done[:taken].sum())
    halved = _halved(rng, done, taken)
    half = total // 2
    return Lost(
        measure=measure,
        version=VERSION,
        n=total,
        value=top / total,
        low=min(wilson(min(half, round(halved * half)), half)[0], top / total),
        high=wilson(top, total)[1],
        null=_by_chance(rng, len(done), total, taken),
        window=window,
        taken=taken,
    )


def _reason(members: int, total: int, active: int) -> Reason | None:
    if not members:
        return Reason.NOBODY
    if not total:
        return Reason.NOTHING_DONE
    return Reason.FEW_ACTIVE if active < FEWEST_ACTIVE else None


def _halved(rng: np.random.Generator, done: Ints, taken: int) -> float:
    """The mean share, in one half of the acts, of those who did most in the other."""
    likely = done[: max(200, 20 * taken)]
    shares = np.empty(SPLITS)
    for split in range(SPLITS):
        chosen = rng.binomial(likely, 0.5)
        others = done.sum() // 2
        top = np.argpartition(chosen, -taken)[-taken:]
        shares[split] = (likely[top] - chosen[top]).sum() / max(1, others)
    return float(shares.mean())


def _by_chance(rng: np.random.Generator, active: int, total: int, taken: int) -> float:
    """Mean share of the top, were each act done by any of the active alike."""
    tries = max(3, min(CHANCES, 2_000_000 // active))
    found = [np.partition(rng.multinomial(total, np.full(active, 1 / active)), -taken)[-taken:] for _ in range(tries)]
    return float(np.sum(found)) / tries / total


def stopping(ask: ArrayLike, helper: ArrayLike, *, seed: int = 0, window: Window | None = None) -> Stopping:
    """How few must stop until half of the answered asks would have had no answer.

    One row for each answer: the numbers of the `ask` and of the `helper`, from 0 on. An ask is without an answer when
    all who answered it have stopped. The fewest are hard to find (it is densest-k-subhypergraph turned around), so they
    are bounded: three orders of stopping give how many are enough; and since whoever stops can undo no more than 1/m of
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
