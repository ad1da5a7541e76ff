"""What if the few stop? What a group would have lost without those who do most."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dugnad.methods.pulse.measured import FEWEST_ACTIVE, Measured, Reason, Window
from dugnad.methods.pulse.stopping import Stopping, stopping
from dugnad.methods.shares import wilson

VERSION = "1"
TAKEN_OUT = (1, 5, 10)
SHOWN = 5
SPLITS = 200
CHANCES = 200

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Lost(Measured):
    """Share of all acts of one kind by the `taken` members who did most of them. n is how many acts there were."""

    taken: int


@dataclass(frozen=True, kw_only=True)
class Dependence(Measured):
    """`value` is the share of the first kind of acts lost without the five who do most of it; n is how many acts.

    `lost`: for each kind, that with one, five and ten members taken out. `stopping`: see there.
    """

    lost: Mapping[str, tuple[Lost, ...]]
    stopping: Stopping


def dependence(
    kinds: Mapping[str, ArrayLike],
    *,
    ask: ArrayLike,
    helper: ArrayLike,
    seed: int = 0,
    window: Window | None = None,
) -> Dependence:
    """What if the few stop: `lost` for each of `kinds`, named, helping first, and `stopping` of all answers.

    `kinds`: acts of each member, whole numbers, zeros included. `ask`, `helper`: a row for each answer. Raises
    ValueError without any kind.
    """
    if not kinds:
        raise ValueError("there is a kind of acts at least")
    parts = {
        kind: tuple(lost(counts, taken=taken, seed=seed, window=window) for taken in TAKEN_OUT)
        for kind, counts in kinds.items()
    }
    shown = next(part for part in next(iter(parts.values())) if part.taken == SHOWN)
    told = {name: value for name, value in vars(shown).items() if name != "taken"}
    return Dependence(**told, lost=parts, stopping=stopping(ask, helper, seed=seed, window=window))


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
    """The mean share, in one half of the acts, of those who did most in the other. `done`: descending, above 0."""
    likely = done[: max(200, 20 * taken)]
    chosen = rng.binomial(likely, 0.5, size=(SPLITS, len(likely)))
    top = np.argpartition(chosen, -taken, axis=1)[:, -taken:]
    counted = np.take_along_axis(likely - chosen, top, axis=1)
    return float(counted.sum()) / SPLITS / max(1, int(done.sum()) // 2)


def _by_chance(rng: np.random.Generator, active: int, total: int, taken: int) -> float:
    """Mean share of the top, were each act done by any of the active alike."""
    tries = max(3, min(CHANCES, 2_000_000 // active))
    dealt = rng.multinomial(total, np.full(active, 1 / active), size=tries)
    return float(np.partition(dealt, -taken, axis=1)[:, -taken:].sum()) / tries / total
