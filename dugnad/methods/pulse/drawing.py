"""Intervals of what is made of whole members, each with all that is theirs: BCa, and for many the standard error."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import sqrt
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from dugnad.methods.pulse.intervals import BLOCK, MOST_NUMBERS
from dugnad.methods.shares import CONFIDENT

Floats = NDArray[np.float64]
Statistic = Callable[[Floats], Floats]
"""From how often each member is taken, shape (b, n), to what is measured, shape (b,)."""
NORMAL = NormalDist()
CACHED = 200_000
"""Numbers in a block: what is made of it passes through it many times, so it had better stay near."""


def drawn(n: int, draws: int, seed: int) -> Iterator[Floats]:
    """How often each of `n` members is drawn, `draws` times n of n with replacement, in blocks of shape (b, n)."""
    rng = np.random.default_rng(seed)
    at_once = max(1, CACHED // n)
    for begun in range(0, draws, at_once):
        rows = min(at_once, draws - begun)
        places = rng.integers(n, size=(rows, n)) + n * np.arange(rows)[:, None]
        yield np.bincount(places.ravel(), minlength=rows * n).reshape(rows, n).astype(np.float64)


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


def studentised(
    part: Callable[[Floats], tuple[Floats, Floats]], n: int, seed: int, draws: int
) -> tuple[float, float] | None:
    """The 95 % interval of a part that lies below 1, by the studentised bootstrap on the scale of -ln(1 - part).

    `part`: from how often each of `n` members is taken, (b, n), to its value, (b,), and to what one more of each adds,
    (b, n). None where nothing moves it. For many (draws x n above `BLOCK`), the standard error alone.
    """
    whole = np.ones((1, n))
    value, error = _bent(whole, *part(whole))
    if n < 2 or not error[0] > 1e-12 or not np.isfinite(value[0]):
        return None
    near, far = -CONFIDENT, CONFIDENT
    if draws * n <= BLOCK:
        found = [_bent(weights, *part(weights)) for weights in drawn(n, draws, seed)]
        values, errors = (np.concatenate(column) for column in zip(*found, strict=True))
        usable = np.isfinite(values) & (errors > 1e-12)
        near, far = np.quantile((values[usable] - value[0]) / errors[usable], [0.025, 0.975])
    low, high = (1 - np.exp(float(at) * error[0] - value[0]) for at in (far, near))
    return float(low), float(high)


def _bent(weights: Floats, value: Floats, influence: Floats) -> tuple[Floats, Floats]:
    """-ln(1 - value), and its standard error."""
    with np.errstate(divide="ignore", invalid="ignore"):
        error = np.sqrt((weights * influence**2).sum(axis=1)) / (1 - value)
        return -np.log(1 - value), error


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


def student(freedom: int) -> float:
    """The 97.5 % quantile of Student's t, by the expansion of Fisher and Cornish: right to a thousandth from 10 on."""
    z = CONFIDENT
    first, second = (z**3 + z) / 4, (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / freedom + second / freedom**2 + third / freedom**3
