"""How far do the most active stand out? The exponent of the tail, and whether it is a power law at all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dugnad.methods.pulse.measured import FEWEST_TAIL, Caution, Measured, Reason, Window
from dugnad.methods.pulse.nearest import Against, Family, compared, nearest, vuong
from dugnad.methods.pulse.spread import Spread
from dugnad.methods.pulse.tail_families import log_normal, log_series, log_zeta, power_law

VERSION = "1"
DRAWS = 500
MOST_BEGINNINGS = 40
"""Where a tail may begin: this many of the counts there are, evenly chosen where there are more."""
EXPONENTS = np.linspace(1.01, 12.0, 1100)

Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Tail(Measured):
    """`value` is the exponent α of P(k) ~ k^-α for counts from `least` on; n is how many members have such a count.

    `apart`: greatest distance of the fitted to the counted distribution (Kolmogorov and Smirnov). `nearest`: the family
    that is clearly nearer than both others. Nearest is not the same as near: none of the three may fit.
    """

    least: int | None = None
    apart: float | None = None
    nearest: Family | None = None
    against: tuple[Against, ...] = ()


def tail(spread: Spread, *, seed: int = 0, window: Window | None = None, draws: int = DRAWS) -> Tail:
    """The exponent of the tail of counts by maximum likelihood, with its interval and two rivals.

    Where the tail begins is chosen so that the distance of Kolmogorov and Smirnov is least (Clauset, Shalizi and Newman
    2009, section 3.3), and chosen again in each of the `draws` of the members with replacement, so that the interval
    (percentiles) has that uncertainty in it. Raises ValueError for amounts, which are no counts.
    """
    if not spread.counted:
        raise ValueError("the tail is of counts: whole numbers")
    active = spread.active()
    reason = Reason.NOBODY if not spread.n else Reason.NOTHING_DONE if not active.n else None
    beginnings = np.empty(0, np.int64) if reason else _beginnings(active)
    if reason or not len(beginnings):
        reason = reason or Reason.SHORT_TAIL
        return Tail(measure="tail", version=VERSION, n=active.n, window=window, reason=reason)
    tables = _tables(active, beginnings)
    place, grid, apart = (column[0] for column in _chosen(active, active.people[None, :], beginnings, tables))
    begun = int(beginnings[place])
    values, people = active.values[begun:], active.people[begun:]
    fitted = power_law(values, people)
    low, high = _interval(active, beginnings, tables, seed, draws, fitted.parameters[0] - float(grid))
    rivals = {Family.LOG_SERIES: log_series(values, people), Family.LOG_NORMAL: log_normal(values, people)}
    against = tuple(compared(family, people, fitted, rival) for family, rival in rivals.items())
    between = vuong(people, rivals[Family.LOG_SERIES], rivals[Family.LOG_NORMAL])
    return Tail(
        measure="tail",
        version=VERSION,
        n=int(people.sum()),
        value=fitted.parameters[0],
        low=low,
        high=high,
        window=window,
        caution=Caution.ONE_WEIGHS if _heavy(values, people) else None,
        least=int(values[0]),
        apart=float(apart),
        nearest=nearest(against, between),
        against=against,
    )


def _beginnings(active: Spread) -> NDArray[np.int64]:
    """Places of counts at which a tail of enough members may begin, with at least three different counts in it."""
    behind = active.people[::-1].cumsum()[::-1]
    may = np.flatnonzero(behind >= FEWEST_TAIL)
    may = may[may <= len(active.values) - 3]
    if len(may) > MOST_BEGINNINGS:
        may = may[np.unique(np.linspace(0, len(may) - 1, MOST_BEGINNINGS).astype(np.int64))]
    return may


@dataclass(frozen=True, eq=False)
class _Tables:
    """ln ζ(α, k) for each exponent of the grid, at each beginning (c, g) and at each count and one more (u + 1, g)."""

    begins: Floats
    above: Floats


def _tables(active: Spread, beginnings: NDArray[np.int64]) -> _Tables:
    nexts = np.concatenate([active.values, active.values[-1:] + 1])
    each = np.stack([log_zeta(EXPONENTS, float(least)) for least in nexts])
    return _Tables(each[beginnings], each)


def _chosen(
    active: Spread, people: Floats, beginnings: NDArray[np.int64], tables: _Tables
) -> tuple[NDArray[np.int64], Floats, Floats]:
    """For each row of `people`: where the tail fits best, its exponent on the grid, and the distance."""
    logs = np.log(active.values)
    rows = np.arange(len(people))
    apart = np.full((len(beginnings), len(people)), np.inf)
    exponents = np.ones((len(beginnings), len(people)))
    for number, begun in enumerate(beginnings):
        some = people[:, begun:]
        members = some.sum(axis=1)
        usable = members >= 2
        mean = some @ logs[begun:] / np.maximum(members, 1)
        best = _likeliest(mean, tables.begins[number])
        expected = 1 - np.exp(tables.above[begun + 1 :, best].T - tables.begins[number][best][:, None])
        counted = some.cumsum(axis=1) / np.maximum(members, 1)[:, None]
        exact = np.abs(expected[:, :-1] - counted[:, :-1])
        apart[number] = np.where(usable, exact.max(axis=1, initial=0), np.inf)
        exponents[number] = EXPONENTS[best]
    place = apart.argmin(axis=0)
    return place, exponents[place, rows], apart[place, rows]


def _likeliest(mean: Floats, begins: Floats) -> NDArray[np.int64]:
    """Places on the grid where -α mean - ln ζ(α) is greatest: its slope falls with α, and is sought where it is 0."""
    steps = np.diff(begins) / np.diff(EXPONENTS)
    return np.searchsorted(steps, -mean).astype(np.int64)


def _interval(
    active: Spread, beginnings: NDArray[np.int64], tables: _Tables, seed: int, draws: int, moved: float
) -> tuple[float, float]:
    rng = np.random.default_rng(seed)
    found = []
    block = max(1, 400_000 // len(active.values))
    for begun in range(0, draws, block):
        size = min(block, draws - begun)
        drawn = rng.multinomial(active.n, active.people / active.n, size=size).astype(np.float64)
        found.append(_chosen(active, drawn, beginnings, tables)[1])
    low, high = np.quantile(np.concatenate(found) + moved, [0.025, 0.975])
    return float(low), float(high)


def _heavy(values: Floats, people: Floats) -> bool:
    """Whether the one who did most makes a quarter of the variance of the exponent."""
    far = (np.log(values) - people @ np.log(values) / people.sum()) ** 2
    return bool(far[-1] > 0.25 * (people @ far))
