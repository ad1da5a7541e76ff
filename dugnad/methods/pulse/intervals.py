"""Intervals by drawing members anew: of members, never of their acts, which come together in one person."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import exp

import numpy as np
from numpy.typing import NDArray

from dugnad.methods.pulse.inequality import Formula, gini
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
    """A `value` with its standard error and its interval; no interval where everybody is alike."""

    value: float
    error: float
    low: float | None
    high: float | None


class Scale(StrEnum):
    """On what scale an interval is taken: so that no end leaves the range, or as the value stands."""

    SHARE = "log(v / (1 - v))"
    POSITIVE = "log v"
    PLAIN = "v"


def interval(
    formula: Formula, spread: Spread, *, seed: int, scale: Scale = Scale.SHARE, draws: int = DRAWS
) -> Interval:
    """The 95 % interval of `formula` over the members of `spread`, by the studentised bootstrap.

    `draws` times n members are drawn from the n with replacement; each time the distance to the value is taken in
    standard errors, and the quantiles of that distance are turned around (Efron and Tibshirani 1993, 12.5), on `scale`.
    The same spread and seed give the same interval.
    """
    value, error = (float(column[0]) for column in formula(spread.values, spread.people[None, :]))
    if len(spread.values) < 2 or not error > 1e-12 or not _inside(np.array([value]), scale)[0]:
        return Interval(value, error, None, None)
    middle, width = (float(column[0]) for column in _scaled(np.array([value]), np.array([error]), scale))
    near, far = _distances(formula, spread, seed, scale, draws, middle)
    low, high = (_back(middle - distance * width, scale) for distance in (far, near))
    return Interval(value, error, low, high)


def _inside(value: Floats, scale: Scale) -> NDArray[np.bool_]:
    if scale is Scale.PLAIN:
        return np.isfinite(value)
    return (value > 0) & ((value < 1) | (scale is Scale.POSITIVE))


def _scaled(value: Floats, error: Floats, scale: Scale) -> tuple[Floats, Floats]:
    """Values and standard errors on the scale on which the interval is taken (the delta method)."""
    if scale is Scale.SHARE:
        return np.log(value / (1 - value)), error / (value * (1 - value))
    return (np.log(value), error / value) if scale is Scale.POSITIVE else (value, error)


def _back(end: float, scale: Scale) -> float:
    if scale is Scale.SHARE:
        return 1 / (1 + exp(-end))
    return exp(end) if scale is Scale.POSITIVE else end


def _distances(
    formula: Formula, spread: Spread, seed: int, scale: Scale, draws: int, middle: float
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
        usable = (error > 1e-12) & _inside(value, scale)
        scaled, errors = _scaled(value[usable], error[usable], scale)
        found.append((scaled - middle) / errors)
    low, high = np.quantile(np.concatenate(found), [0.025, 0.975])
    return float(low), float(high)


def heavy(spread: Spread) -> Caution | None:
    """Whether the one who did most makes much of the uncertainty of the Gini coefficient: then intervals do not hold.

    It warns of the shape of the spread, which is the same for all measures of it. Without anything done: None.
    """
    if not spread.total or spread.n < 2:
        return None
    without = spread.people.copy()
    without[-1] -= 1
    rows = np.stack([spread.people, without])
    values, errors = gini(spread.values, rows)
    moved = (values[0] - values[1]) ** 2
    return Caution.ONE_WEIGHS if moved > max(HEAVY * errors[0] ** 2, 1e-24) else None
