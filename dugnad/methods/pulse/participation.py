"""Do many act, or few? And are those who act unequal among themselves? Two questions that one number would mix.

Source of the formulas: 4-measures, section 5. `spread` holds one count for each member of the window, zeros included.
The chance of `null` is everywhere the same: as many acts, each falling on any member alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log, log1p

import numpy as np

from dugnad.methods.pulse import inequality
from dugnad.methods.pulse.inequality import Formula, of_highest
from dugnad.methods.pulse.intervals import DRAWS, Scale, heavy, interval
from dugnad.methods.pulse.measured import FEWEST_ACTIVE, Caution, Measured, Reason, Window
from dugnad.methods.pulse.spread import Spread, by_chance
from dugnad.methods.shares import wilson

VERSION = "1"
FEWEST_TOP = 5
"""People in a top share: 50 members for the top 10 %, 500 for the top 1 %. With fewer, intervals do not hold."""


@dataclass(frozen=True, kw_only=True)
class Gini(Measured):
    """`corrected` is G n/(n - 1). `few_act` + `unequal` is the value: how much of it is that many did nothing."""

    corrected: float | None = None
    few_act: float | None = None
    unequal: float | None = None


@dataclass(frozen=True, kw_only=True)
class Lorenz(Measured):
    """`value` is the smallest share of members who did half of everything, up to ½; `points` are (part, L(part))."""

    points: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, kw_only=True)
class TopShare(Measured):
    """What the most active `part` of the members did of everything."""

    part: float


@dataclass(frozen=True, kw_only=True)
class Theil(Measured):
    """`relative` is T / ln n, from 0 to 1."""

    relative: float | None = None


def zero_share(spread: Spread, *, window: Window | None = None, measure: str = "zero_share") -> Measured:
    """Share of members who did nothing, with Wilson's interval. `null`: (1 - 1/n)^acts, None for amounts."""
    n = spread.n
    if n == 0:
        return _without(measure, 0, window, Reason.NOBODY)
    low, high = wilson(spread.zeros, n)
    null = exp(spread.total * log1p(-1 / n)) if spread.counted and n > 1 else None
    return Measured(
        measure=measure,
        version=VERSION,
        n=n,
        value=spread.zeros / n,
        low=low,
        high=high,
        null=null,
        window=window,
    )


def gini(spread: Spread, *, seed: int = 0, window: Window | None = None, draws: int = DRAWS) -> Gini:
    """The Gini coefficient over all members, and its exact decomposition G = p0 + (1 - p0) G of the active."""
    found = _measured("gini", spread, inequality.gini, seed, window, draws)
    if found.value is None:
        return Gini(**vars(found))
    corrected = found.value * spread.n / (spread.n - 1)
    few_act = spread.zeros / spread.n
    return Gini(**vars(found), corrected=corrected, few_act=few_act, unequal=found.value - few_act)


def gini_active(spread: Spread, *, seed: int = 0, window: Window | None = None, draws: int = DRAWS) -> Measured:
    """The Gini coefficient among those who did something; n is how many they are."""
    return _measured("gini_active", spread, inequality.gini, seed, window, draws, of_active=True)


def lorenz(
    spread: Spread, *, steps: int = 100, seed: int = 0, window: Window | None = None, draws: int = DRAWS
) -> Lorenz:
    """The Lorenz curve, `points` at 0, 1/steps … 1 by interpolation, and where it is cut in half."""
    found = _measured("lorenz", spread, inequality.half_by, seed, window, draws)
    return Lorenz(**vars(found), points=() if found.value is None else curve(spread, steps))


def curve(spread: Spread, steps: int) -> tuple[tuple[float, float], ...]:
    """The points of the Lorenz curve, (0, 0) to (1, 1). Raises ValueError where nothing was done."""
    if not spread.total:
        raise ValueError("there is no curve where nothing was done")
    parts = np.linspace(0, 1, steps + 1)
    below = np.concatenate([[0], spread.people.cumsum() / spread.people.sum()])
    done = np.concatenate([[0], (spread.values * spread.people).cumsum() / spread.total])
    return tuple(zip(parts.tolist(), np.interp(parts, below, done).tolist(), strict=True))


def top_share(
    spread: Spread, *, part: float = 0.1, seed: int = 0, window: Window | None = None, draws: int = DRAWS
) -> TopShare:
    """What the most active `part` of the members did of everything.

    Fewer than `FEWEST_TOP` people are no part: FEW_MEMBERS. Raises ValueError for a part not between 0 and 1.
    """
    if not 0 < part < 1:
        raise ValueError("a part lies between 0 and 1")
    found = _measured("top_share", spread, of_highest(part), seed, window, draws)
    if found.value is not None and part * spread.n < FEWEST_TOP - 1e-9:
        found = _without("top_share", spread.n, window, Reason.FEW_MEMBERS)
    return TopShare(**vars(found), part=part)


def theil(spread: Spread, *, seed: int = 0, window: Window | None = None, draws: int = DRAWS) -> Theil:
    """Theil's T over all members."""
    found = _measured("theil", spread, inequality.theil, seed, window, draws, scale=Scale.POSITIVE)
    return Theil(**vars(found), relative=None if found.value is None else found.value / log(spread.n))


def _measured(
    measure: str,
    spread: Spread,
    formula: Formula,
    seed: int,
    window: Window | None,
    draws: int,
    *,
    scale: Scale = Scale.SHARE,
    of_active: bool = False,
) -> Measured:
    """What all measures of inequality have in common: floors, value, interval, and the value by chance."""
    active = spread.active()
    whose = active if of_active else spread
    reason = _reason(spread, active)
    if reason is not None:
        return _without(measure, whose.n, window, reason)
    found = interval(formula, whose, seed=seed, scale=scale, draws=draws)
    chance = by_chance(spread)
    if chance is not None and of_active:
        chance = chance.active()
    return Measured(
        measure=measure,
        version=VERSION,
        n=whose.n,
        value=found.value,
        low=found.low,
        high=found.high,
        null=None if chance is None else float(formula(chance.values, chance.people[None, :])[0][0]),
        window=window,
        caution=Caution.ALIKE if found.low is None else heavy(spread),
    )


def _reason(spread: Spread, active: Spread) -> Reason | None:
    if spread.n == 0:
        return Reason.NOBODY
    if active.n == 0:
        return Reason.NOTHING_DONE
    return Reason.FEW_ACTIVE if active.n < FEWEST_ACTIVE else None


def _without(measure: str, n: int, window: Window | None, reason: Reason) -> Measured:
    return Measured(measure=measure, version=VERSION, n=n, window=window, reason=reason)
