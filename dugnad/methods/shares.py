"""A share of people with the uncertainty it has: k of n, never a bare percentage."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

VERSION = "1"
FEWEST = 10
"""People about whom something may be said: nothing is told about fewer (4-measures, section 7)."""
CONFIDENT = 1.959963984540054
"""Standard deviations that hold 95 % of a normal distribution."""


class TooLittle(StrEnum):
    """Why there is no value."""

    NOBODY = "nobody"
    """n is 0: there is nothing to take a share of."""
    FEW = "few"
    """Between 1 and `FEWEST` - 1 people, either among all or among those counted: that would tell about persons."""


@dataclass(frozen=True)
class Share:
    """`k` of `n` as `value` in [0, 1], with the interval from `low` to `high`.

    With a `reason` there is no value, no interval and no k; n too is None where it is what is too small.
    """

    value: float | None
    low: float | None
    high: float | None
    k: int | None
    n: int | None
    reason: TooLittle | None = None
    version: str = VERSION


def wilson(k: float, n: float, z: float = CONFIDENT) -> tuple[float, float]:
    """Wilson's score interval for a share of `k` in `n`, both ends in [0, 1]; 95 % with the z that is given.

    (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n): E. B. Wilson, JASA 22 (1927) 209. Unlike the textbook interval it
    holds for no and for all of n: 0 of 30 is up to 0.114. Neither need be whole, so that
    n may be what people are worth who say less than one each. Raises ValueError unless 0 <= k <= n and n > 0.
    """
    if not 0 <= k <= n or n == 0:
        raise ValueError("a share is of k among n people, at least one")
    share, room = k / n, z * z / n
    middle, spread = share + room / 2, z * sqrt((share * (1 - share) + room / 4) / n)
    low, high = (middle - spread) / (1 + room), (middle + spread) / (1 + room)
    return (0.0 if k == 0 else max(0.0, low)), (1.0 if k == n else min(1.0, high))


def share(k: int, n: int, *, fewest: int = 1, z: float = CONFIDENT) -> Share:
    """`k` of `n` with its interval, unless it would say something about fewer than `fewest` people.

    None at all (k = 0) may be told: it is about nobody. Raises ValueError unless 0 <= k <= n.
    """
    if not 0 <= k <= n:
        raise ValueError("a share is of k among n people")
    if n == 0:
        return Share(None, None, None, None, 0, TooLittle.NOBODY)
    if n < fewest:
        return Share(None, None, None, None, None, TooLittle.FEW)
    if 0 < k < fewest:
        return Share(None, None, None, None, n, TooLittle.FEW)
    low, high = wilson(k, n, z)
    return Share(k / n, low, high, k, n)
