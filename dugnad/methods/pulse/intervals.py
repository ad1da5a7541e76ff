"""Intervals by drawing members anew: of members, never of their acts, which come together in one person."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dugnad.methods.pulse.inequality import Formula
from dugnad.methods.pulse.measured import Caution
from dugnad.methods.pulse.spread import Spread
from dugnad.methods.shares import CONFIDENT

Floats = NDArray[np.float64]

DRAWS = 2_000
MOST_NUMBERS = 20_000_000
"""Draws x different values above which the interval is taken from the standard error alone: there people are many."""
BLOCK = 2_000_000
HEAVY = 0.25
"""One member's part of the variance from which the interval is called in question."""


@dataclass(frozen=True)
class Interval:
    """A `value` with its standard error on its own scale, and the interval; None where everybody is alike."""

    value: float
    error: float
    low: float | None
    high: float | None
    caution: Caution | None


def interval(formula: Formula, spread: Spread, *, seed: int, bounded: bool = True, draws: int = DRAWS) -> Interval:
    """The 95 % interval of `formula` over the members of `spread`, by the studentised bootstrap.

    `draws` times n members are drawn from the n with replacement; each time the distance to the value is taken in
    standard errors, and the quantiles of that distance are turned around (Efron and Tibshirani 1993, 12.5), on the
    scale of log(v / (1 - v)) for a value `bounded` by 1, of log v otherwise, so that no end leaves the range.
    The same spread and seed give the same interval.
    """
    value, error = (float(column[0]) for column in formula(spread.values, spread.people[None, :]))
    if len(spread.values) < 2 or not error > 1e-12 or not value > 0 or (bounded and value >= 1):
        return Interval(value, error, None, None, Caution.ALIKE)
    middle, width = _scaled(np.array([value]), np.array([error]), bounded)
    from_low, from_high = _distances(formula, spread, seed, bounded, draws, float(middle[0]))
    ends = np.array([middle[0] - from_high * width[0], middle[0] - from_low * width[0]])
    low, high = 1 / (1 + np.exp(-ends)) if bounded else np.exp(ends)
    return Interval(value, error, float(low), float(high), _caution(formula, spread, value))


def _scaled(value: Floats, error: Floats, bounded: bool) -> tuple[Floats, Floats]:
    """Values and standard errors on the scale on which the interval is taken (the delta method)."""
    if bounded:
        return np.log(value / (1 - value)), error / (value * (1 - value))
    return np.log(value), error / value


def _distances(
    formula: Formula, spread: Spread, seed: int, bounded: bool, draws: int, middle: float
) -> tuple[float, float]:
    """The quantiles at 2.5 % and 97.5 % of how many standard errors a draw lies above the value it was drawn from."""
    if draws * len(spread.values) > MOST_NUMBERS:
        return -CONFIDENT, CONFIDENT
    rng = np.random.default_rng(seed)
    chances = spread.people / spread.people.sum()
    at_once = max(1, BLOCK // len(chances))
    found: list[Floats] = []
    for begun in range(0, draws, at_once):
        drawn = rng.multinomial(spread.n, chances, size=min(at_once, draws - begun)).astype(np.float64)
        value, error = formula(spread.values, drawn)
        usable = (error > 1e-12) & (value > 0) & ((value < 1) | (not bounded))
        scaled, errors = _scaled(value[usable], error[usable], bounded)
        found.append((scaled - middle) / errors)
    low, high = np.quantile(np.concatenate(found), [0.025, 0.975])
    return float(low), float(high)


def _caution(formula: Formula, spread: Spread, value: float) -> Caution | None:
    """Whether one member alone, the one who did most, makes much of the variance: what the value is without them."""
    without = spread.people.copy()
    without[-1] -= 1
    error = float(formula(spread.values, spread.people[None, :])[1][0])
    moved = (value - float(formula(spread.values, without[None, :])[0][0])) ** 2
    return Caution.ONE_WEIGHS if moved > HEAVY * error**2 else None
