"""Drawing by lot. Every draw comes from one `random.Random`, so that a seed makes the same movement again."""

from __future__ import annotations

import math
from bisect import bisect
from collections.abc import Sequence
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")
LARGE = 50.0


def poisson(rng: Random, mean: float) -> int:
    """A Poisson number; for large means the normal that is close to it."""
    if mean <= 0:
        return 0
    if mean > LARGE:
        return max(0, round(rng.gauss(mean, math.sqrt(mean))))
    limit, product, count = math.exp(-mean), rng.random(), 0
    while product > limit:
        product *= rng.random()
        count += 1
    return count


def weibull_scale(share: float, at: float, shape: float) -> float:
    """The scale of the Weibull distribution of which `share` lasts longer than `at`."""
    return at / math.pow(-math.log(min(max(share, 1e-9), 1 - 1e-9)), 1 / shape)


class Lots(Generic[T]):
    """Things drawn with chances in proportion to their weights."""

    def __init__(self, things: Sequence[T], weights: Sequence[float]) -> None:
        self.things = things
        self._sums = list(accumulate(weights))

    def __bool__(self) -> bool:
        return bool(self.things) and self._sums[-1] > 0

    def draw(self, rng: Random, among: int | None = None) -> T:
        """One of them; of the first `among`, if that is told. Raises `IndexError` when there are none."""
        last = (among or len(self.things)) - 1
        return self.things[min(bisect(self._sums, rng.random() * self._sums[last], 0, last), last)]
