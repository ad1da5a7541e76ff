"""Which of several families is nearest to what was counted, and whether that can be told."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import erfc, log, sqrt

import numpy as np
from numpy.typing import NDArray

from dugnad.methods.pulse.tail_families import Fitted

CLEAR = 0.05
"""Vuong's p below which one family is nearer than another."""

Floats = NDArray[np.float64]


class Family(StrEnum):
    """Which of three families is nearest to the tail."""

    POWER_LAW = "power law"
    LOG_SERIES = "log-series"
    LOG_NORMAL = "log-normal"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True)
class Against:
    """Vuong's comparison of the power law with `family`: `z` above 0 speaks for the power law. `p` is two-sided."""

    family: Family
    z: float
    p: float


def vuong(people: Floats, one: Fitted, other: Fitted) -> tuple[float, float]:
    """z above 0 where `one` is nearer, and its two-sided p (Vuong, Econometrica 57 (1989) 307, with Schwarz's term)."""
    n = float(people.sum())
    apart = one.each - other.each
    mean = float(people @ apart) / n
    spread = sqrt(max(float(people @ (apart - mean) ** 2) / n, 1e-30))
    more = (len(one.parameters) - len(other.parameters)) / 2 * log(n)
    z = (n * mean - more) / (sqrt(n) * spread)
    return z, erfc(abs(z) / sqrt(2))


def compared(family: Family, people: Floats, fitted: Fitted, rival: Fitted) -> Against:
    """The power law `fitted` beside one rival."""
    return Against(family, *vuong(people, fitted, rival))


def nearest(against: tuple[Against, ...], between: tuple[float, float]) -> Family:
    """The one family that is clearly nearer than both others, if there is one."""
    series, normal = ((one.z if one.p < CLEAR else 0.0) for one in against)
    rivals = between[0] if between[1] < CLEAR else 0.0
    if series > 0 and normal > 0:
        return Family.POWER_LAW
    if series < 0 and rivals > 0:
        return Family.LOG_SERIES
    if normal < 0 and rivals < 0:
        return Family.LOG_NORMAL
    return Family.CANNOT_TELL
