"""Members drawn anew, each with all that is theirs; and Student's t, for when they are few."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from dugnad.methods.shares import CONFIDENT

Floats = NDArray[np.float64]
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


def student(freedom: int) -> float:
    """The 97.5 % quantile of Student's t, by the expansion of Fisher and Cornish: right to a thousandth from 10 on."""
    z = CONFIDENT
    first, second = (z**3 + z) / 4, (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / freedom + second / freedom**2 + third / freedom**3
