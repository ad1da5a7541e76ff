"""Intervals of what is made of whole members by BCa, and for many by the standard error."""

from __future__ import annotations

from collections.abc import Callable
from math import sqrt
from statistics import NormalDist

import numpy as np

from dugnad.methods.pulse.drawing import Floats, drawn, student
from dugnad.methods.pulse.intervals import MOST_NUMBERS
from dugnad.methods.shares import CONFIDENT

Statistic = Callable[[Floats], Floats]
"""From how often each member is taken, shape (b, n), to what is measured, shape (b,)."""
NORMAL = NormalDist()


def ends(
    value: float,
    statistic: Statistic,
    influence: Floats,
    *,
    seed: int,
    draws: int,
    cells: int = 0,
    lowest: float = -np.inf,
    highest: float = np.inf,
) -> tuple[float, float] | None:
    """The 95 % interval of `value`, within `lowest` and `highest`; None where nothing moves it.

    Bias-corrected and accelerated (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, 14.3), its quantiles
    taken further out by Student's t as the few need it (Hesterberg, The American Statistician 69 (2015) 371, 6.3).
    `influence`, shape (n,): what one more of a member adds to the value, of mean 0, so that the variance is the sum of
    their squares. With more than `MOST_NUMBERS` numbers to draw (of members, or `cells` in a table the statistic
    needs), the interval is the value and its standard error.
    """
    n, error = len(influence), sqrt(float(influence @ influence))
    if n < 2 or not error > 1e-12:
        return None
    if max(draws * n, cells) > MOST_NUMBERS:
        low, high = value - CONFIDENT * error, value + CONFIDENT * error
    else:
        found = np.concatenate([statistic(weights) for weights in drawn(n, draws, seed)])
        low, high = corrected(value, found[np.isfinite(found)], influence)
    return min(max(low, lowest), value), max(min(high, highest), value)


def corrected(value: float, found: Floats, influence: Floats) -> tuple[float, float]:
    """The two quantiles of `found`, values drawn anew, that make the BCa interval of `value`."""
    n, room = len(influence), 1 / (len(found) + 1)
    below = float(np.mean(found < value) + np.mean(found == value) / 2)
    bias = NORMAL.inv_cdf(min(max(below, room), 1 - room))
    bend = float((influence**3).sum() / (6 * (influence @ influence) ** 1.5))
    reach = sqrt(n / (n - 1)) * student(n - 1)
    parts = []
    for far in (bias - reach, bias + reach):
        parts.append(NORMAL.cdf(bias + far / max(1 - bend * far, 1e-9)))
    low, high = np.quantile(found, parts)
    return float(low), float(high)
