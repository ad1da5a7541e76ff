"""Between which times the middle one lies, when those who ask several times are drawn together."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dugnad.methods.pulse.aalen_johansen import shares
from dugnad.methods.pulse.at_risk import AtRisk
from dugnad.methods.pulse.effective import between
from dugnad.methods.pulse.followed import Followed
from dugnad.methods.pulse.influence import error, influence

MOST_NUMBERS = 20_000_000
"""Draws x lives above which the interval is taken from the standard error alone: there they are many."""
BLOCK = 2_000_000
REACHED = 0.5 - 1e-12

Floats = NDArray[np.float64]


def around_median(lives: Followed, table: AtRisk, median: float, *, seed: int, draws: int) -> tuple[float, float]:
    """The 95 % interval of the time by which it happened to half; an end that is not reached is without end.

    Groups are drawn with replacement, `draws` times as many as there are, and the middle 95 % of their medians taken
    (Efron, JASA 76 (1981) 312; by groups: Davison and Hinkley 1997, 3.8). Where that would be too much to do: the
    times at which the curve leaves the interval of its share at the median (Woodruff, JASA 47 (1952) 635).
    """
    if draws * len(lives.lasted) <= MOST_NUMBERS:
        found = np.sort(drawn_medians(lives, seed=seed, draws=draws))
        return float(found[round(0.025 * (draws - 1))]), float(found[round(0.975 * (draws - 1))])
    wrong = error(influence(table, lives.lasted, lives.ended, median), lives.group)
    share = shares(table)
    ends = between(0.5, wrong, n=len(lives.lasted), groups=lives.groups)
    low, high = (int(np.searchsorted(share, end)) for end in ends)
    return float(table.times[low]), float(table.times[high]) if high < len(share) else np.inf


def drawn_medians(lives: Followed, *, seed: int, draws: int) -> Floats:
    """The median (draws,) of each draw of the groups, without end where it is not reached. Aalen and Johansen."""
    order = np.argsort(lives.lasted, kind="stable")
    times, starts = np.unique(lives.lasted[order], return_index=True)
    group = np.arange(len(order)) if lives.group is None else lives.group
    ended, whose = lives.ended[order], group[order]
    rng, groups = np.random.default_rng(seed), lives.groups
    at_once = max(1, BLOCK // max(1, len(order)))
    found: list[Floats] = []
    for begun in range(0, draws, at_once):
        size = min(at_once, draws - begun)
        weight = rng.multinomial(groups, np.full(groups, 1 / groups), size=size)[:, whose].astype(np.float64)
        share = _shares(weight, ended, starts)
        reached = share >= REACHED
        found.append(np.where(reached.any(axis=1), times[reached.argmax(axis=1)], np.inf))
    return np.concatenate(found)


def _shares(weight: Floats, ended: NDArray[np.int64], starts: NDArray[np.intp]) -> Floats:
    """F at each time, of those with `weight` (b, n) in the order of their times, which begin at `starts`."""
    summed = np.add.reduceat(weight, starts, axis=1)
    people = summed[:, ::-1].cumsum(axis=1)[:, ::-1]
    some = np.where(people > 0, people, 1)
    happened = np.add.reduceat(weight * (ended == 1), starts, axis=1) / some
    any_end = np.add.reduceat(weight * (ended > 0), starts, axis=1) / some
    before = np.cumprod(1 - any_end, axis=1)
    before = np.concatenate([np.ones((len(weight), 1)), before[:, :-1]], axis=1)
    return np.cumsum(before * happened, axis=1)
