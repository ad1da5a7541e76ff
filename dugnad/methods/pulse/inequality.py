"""Formulas of participation over many spreads at once, each with its standard error.

Each takes `values` (u,) and `people` (b, u), a spread in each row, and gives two columns (b,): the value, and its
standard error by the influence function, the square root of the mean of its square over n (Hampel, JASA 69 (1974) 383).
The influence of one member with x acts is written at each formula. Rows in which nothing was done
give nan, but for the mean.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Estimated = tuple[Floats, Floats]
Formula = Callable[[Floats, Floats], Estimated]


def mean(values: Floats, people: Floats) -> Estimated:
    """μ, what a member did on the average. Influence: x - μ."""
    shares = people / people.sum(axis=1, keepdims=True)
    value = _mean(shares, values)
    return _estimated(value, values - value, shares, people)


def gini(values: Floats, people: Floats) -> Estimated:
    """G = E|X - Y| / 2μ of two members drawn with replacement; from 0 to (n - 1)/n. Same as 2Σ i x_(i)/(nΣx) - (n+1)/n.

    Influence: (E|x - Y| - E|X - Y|)/μ - G (x - μ)/μ.
    """
    shares, average = _shares(values, people)
    below = shares.cumsum(axis=1)
    sums = (shares * values).cumsum(axis=1)
    apart = values * (2 * below - 1) + average - 2 * sums
    overall = _mean(shares, apart)
    value = overall / (2 * average)
    influence = (apart - overall) / average - value * (values - average) / average
    return _estimated(value, influence, shares, people)


def theil(values: Floats, people: Floats) -> Estimated:
    """T = E[X ln X]/μ - ln μ, from 0 to ln n, with 0 ln 0 = 0: members who did nothing count.

    Influence: (x ln x - e)/μ - (x - μ)(e/μ² + 1/μ), with e = E[X ln X].
    """
    shares, average = _shares(values, people)
    logs = values * np.log(np.where(values > 0, values, 1))
    expected = _mean(shares, logs)
    value = expected / average - np.log(average)
    influence = (logs - expected) / average - (values - average) * (expected / average**2 + 1 / average)
    return _estimated(value, influence, shares, people)


def lowest(part: float, values: Floats, people: Floats) -> Estimated:
    """L(part): share of all acts by the `part` of members who did least, by linear interpolation (Lorenz 1905).

    With ξ the quantile at `part`: μL = E[min(X - ξ, 0)] + part ξ. Influence: (min(x - ξ, 0) + part ξ - L x)/μ.
    """
    shares, average = _shares(values, people)
    place = (shares.cumsum(axis=1) >= part - 1e-12).argmax(axis=1)
    quantile = values[place][:, None]
    under = np.minimum(values - quantile, 0)
    value = (_mean(shares, under) + part * quantile) / average
    influence = (under + part * quantile - value * values) / average
    return _estimated(value, influence, shares, people)


def highest(part: float, values: Floats, people: Floats) -> Estimated:
    """1 - L(1 - part): share of all acts by the `part` of members who did most."""
    value, error = lowest(1 - part, values, people)
    return 1 - value, error


def half_by(values: Floats, people: Floats) -> Estimated:
    """The smallest share of members who did half of everything: p with L(1 - p) = ½; above 0, up to ½.

    Influence: that of L at 1 - p, over the slope there, ξ/μ with ξ the quantile.
    """
    shares, average = _shares(values, people)
    done = (shares * values).cumsum(axis=1) / average
    place = (done >= 0.5 - 1e-12).argmax(axis=1)
    rows = np.arange(len(place))
    quantile = values[place][:, None]
    over = (done[rows, place] - 0.5)[:, None] * average / quantile
    value = 1 - shares.cumsum(axis=1)[rows, place][:, None] + over
    under = np.minimum(values - quantile, 0)
    influence = (under + (1 - value) * quantile - 0.5 * values) / quantile
    return _estimated(value, influence, shares, people)


def of_highest(part: float) -> Formula:
    """`highest` for one `part`."""
    return partial(highest, part)


def _shares(values: Floats, people: Floats) -> tuple[Floats, Floats]:
    shares = people / people.sum(axis=1, keepdims=True)
    average = _mean(shares, values)
    return shares, np.where(average > 0, average, np.nan)


def _mean(shares: Floats, of: Floats) -> Floats:
    return np.asarray((shares * of).sum(axis=1, keepdims=True), np.float64)


def _estimated(value: Floats, influence: Floats, shares: Floats, people: Floats) -> Estimated:
    error = np.sqrt((shares * influence**2).sum(axis=1) / people.sum(axis=1))
    return value[:, 0], error
