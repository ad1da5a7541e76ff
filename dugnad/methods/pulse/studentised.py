"""Intervals of a part of the whole by the studentised bootstrap, where its standard error is known in every draw."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from dugnad.methods.pulse.drawing import Floats, drawn
from dugnad.methods.pulse.intervals import BLOCK
from dugnad.methods.shares import CONFIDENT


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
