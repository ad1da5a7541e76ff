"""Three families of counts from `least` on, and how likely each makes what was counted.

Each log-likelihood is of shape (u,): for each of the `values`, which are whole numbers from `least` on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import erfc, exp, inf, log, sqrt

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
ROOT_2 = sqrt(2)
GOLDEN = (sqrt(5) - 1) / 2


@dataclass(frozen=True, eq=False)
class Fitted:
    """The parameters of greatest likelihood, and the log-likelihood of each value, (u,), and of all people together."""

    parameters: tuple[float, ...]
    each: Floats
    total: float


def log_zeta(exponent: Floats, least: float) -> Floats:
    """ln Σ_{k>=least} k^-exponent, the normaliser of the discrete power law, for exponents above 1, in their shape.

    Hurwitz's zeta by Euler-Maclaurin: twelve terms, then the integral and three corrections (NIST DLMF 25.11.5).
    """
    start = least + 12.0
    scaled = exponent[..., None]
    terms = (np.arange(12) / least + 1.0) ** -scaled
    power = (start / least) ** -exponent
    rest = power * start / (exponent - 1) + power / 2 + exponent * power / (12 * start)
    rest -= exponent * (exponent + 1) * (exponent + 2) * power / (720 * start**3)
    rest += exponent * (exponent + 1) * (exponent + 2) * (exponent + 3) * (exponent + 4) * power / (30240 * start**5)
    return np.asarray(np.log(terms.sum(axis=-1) + rest) - exponent * log(least), np.float64)


def power_law(values: Floats, people: Floats) -> Fitted:
    """P(k) ~ k^-α, α between 1.01 and 12 (Clauset, Shalizi and Newman, SIAM Review 51 (2009) 661)."""
    least, logs = float(values[0]), np.log(values)

    def each(exponent: float) -> Floats:
        return np.asarray(-exponent * logs - log_zeta(np.array([exponent]), least)[0], np.float64)

    return _one(each, people, 1.01, 12.0)


def log_series(values: Floats, people: Floats) -> Fitted:
    """P(k) ~ θ^k / k (Fisher, Corbet and Williams, J. Animal Ecology 12 (1943) 42), found by ln(-ln θ)."""
    least, logs = float(values[0]), np.log(values)

    def each(scale: float) -> Floats:
        slope = exp(scale)
        return np.asarray(-slope * (values - least) - logs - log(_rest(slope, least)), np.float64)

    return _one(each, people, log(1e-7), log(20.0))


def log_normal(values: Floats, people: Floats) -> Fitted:
    """A log-normal rounded to whole numbers: P(k) = F(k + ½) - F(k - ½), above `least` - ½. Parameters μ, σ."""
    least = float(values[0])
    edges = np.log(np.concatenate([values - 0.5, values + 0.5]))
    floor = log(least - 0.5)

    def each(middle: float, width: float) -> Floats:
        tails = [erfc((edge - middle) / width / ROOT_2) for edge in edges.tolist()]
        above = np.array(tails, np.float64)
        of_all = erfc((floor - middle) / width / ROOT_2)
        inside = above[: len(values)] - above[len(values) :]
        if of_all <= 0 or (inside <= 0).any():
            return np.full(len(values), -inf)
        return np.asarray(np.log(inside) - log(of_all), np.float64)

    def given_width(scale: float) -> Fitted:
        return _one(lambda middle: each(middle, exp(scale)), people, floor - 30.0 * exp(scale), float(edges[-1]) + 1.0)

    widest = _greatest(lambda scale: given_width(scale).total, log(0.1), log(6.0))
    best = given_width(widest)
    return Fitted((best.parameters[0], exp(widest)), best.each, best.total)


def _rest(slope: float, least: float) -> float:
    """Σ_{j>=0} e^(-slope j) / (least + j)."""
    terms = int(min(40 / slope, 4000)) + 2
    steps = np.arange(terms)
    found = float((np.exp(-slope * steps) / (least + steps)).sum())
    if 40 / slope > 4000:
        found += exp(slope * least) * _exponential_integral(slope * (least + terms - 0.5))
    return found


def _exponential_integral(at: float) -> float:
    """E1(at) for at > 0: the series up to 1, the continued fraction above (Abramowitz and Stegun 5.1.11, 5.1.22)."""
    if at <= 1:
        term, total = 1.0, -0.5772156649015329 - log(at)
        for k in range(1, 30):
            term *= -at / k
            total -= term / k
        return total
    fraction = 0.0
    for k in range(200, 0, -1):
        fraction = k / (1 + k / (at + fraction))
    return exp(-at) / (at + fraction)


def _one(each: Callable[[float], Floats], people: Floats, low: float, high: float) -> Fitted:
    """The fit of one parameter, sought between two numbers."""
    best = _greatest(lambda at: float(people @ each(at)), low, high)
    found = each(best)
    return Fitted((best,), found, float(people @ found))


def _greatest(of: Callable[[float], float], low: float, high: float) -> float:
    """Where a function with one peak is greatest: golden section, 45 steps."""
    left, right = high - GOLDEN * (high - low), low + GOLDEN * (high - low)
    at_left, at_right = of(left), of(right)
    for _ in range(45):
        if at_left >= at_right:
            high, right, at_right = right, left, at_left
            left = high - GOLDEN * (high - low)
            at_left = of(left)
        else:
            low, left, at_left = left, right, at_right
            right = low + GOLDEN * (high - low)
            at_right = of(right)
    return (low + high) / 2
