"""Invented exchange with known truth, for the tests of its measures."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
DAY = 86_400.0


def group(
    rng: np.random.Generator, n: int, *, each: float = 2.0, apart: float = 0.7, back: float = 0.0
) -> tuple[Ints, Ints]:
    """About `each` acts a member, given by readiness and received by need, log-normal; `back` of them are returned."""
    ready, need = rng.lognormal(0, apart, n), rng.lognormal(0, apart / 2, n)
    acts = rng.poisson(each * n)
    giver = rng.choice(n, size=acts, p=ready / ready.sum())
    receiver = rng.choice(n, size=acts, p=need / need.sum())
    giver, receiver = giver[giver != receiver], receiver[giver != receiver]
    again = rng.random(len(giver)) < back
    return np.concatenate([giver, receiver[again]]), np.concatenate([receiver, giver[again]])


def passed_on(
    rng: np.random.Generator,
    n: int,
    *,
    times: float = 1.0,
    length: float = 90.0,
    days: float = 7.0,
    rate: float = 0.1,
    apart: float = 1.0,
    campaign: float = 1.0,
) -> tuple[Ints, Ints, Floats]:
    """Giver, receiver and time in seconds. Members help at their own rate, log-normal, mean `rate` a day, and `times`
    as often for `days` after having been helped; those who give more also get more. In the middle tenth of the time
    everything happens `campaign` times as often.
    """
    ready = rng.lognormal(0, apart, n)
    ready *= rate / ready.mean()
    most = max(times, 1.0) * max(campaign, 1.0)
    candidates = rng.poisson(ready.sum() * most * length)
    at = np.sort(rng.uniform(0, length, candidates))
    giver = rng.choice(n, size=candidates, p=ready / ready.sum()).tolist()
    receiver = rng.choice(n, size=candidates, p=ready / ready.sum()).tolist()
    pace = np.where(np.abs(at / length - 0.5) < 0.05, campaign, 1.0) / most
    chance = rng.random(candidates) / pace
    helped, kept = [-np.inf] * n, np.zeros(candidates, np.bool_)
    for place, (who, whom, when, drawn) in enumerate(zip(giver, receiver, at.tolist(), chance.tolist(), strict=True)):
        if who != whom and drawn < (times if when - helped[who] <= days else 1.0):
            kept[place], helped[whom] = True, when
    return np.array(giver)[kept], np.array(receiver)[kept], at[kept] * DAY


def busy(rng: np.random.Generator, n: int, *, length: float = 90.0) -> tuple[Ints, Ints, Floats]:
    """As `passed_on`, times 1, of members who do everything, helping and being helped, in three weeks of their own."""
    days = rng.integers(0, int(length / 7), size=(n, 3)) * 7.0
    week, acts = days[np.arange(n).repeat(8), rng.integers(3, size=8 * n)], 8 * n
    giver, at = np.arange(n).repeat(8), week + rng.uniform(0, 7, acts)
    there = (at[:, None, None] >= days) & (at[:, None, None] < days + 7)
    chance = rng.random((acts, n)) * np.where(there.any(axis=2), 1.0, 0.02)
    return giver, chance.argmax(axis=1), at * DAY


def grouped(
    rng: np.random.Generator, n: int, *, each: float = 3.0, groups: int = 4, apart: float = 0.7
) -> tuple[Ints, Ints, Ints]:
    """Giver, receiver and group of each member. Members differ in how much they help, and in how far they reach: the
    share of their help that goes to anybody has mean 0.3, the rest goes to their own group.
    """
    group = rng.integers(groups, size=n)
    ready, far = rng.lognormal(0, apart, n), rng.beta(0.9, 2.1, n)
    giver = rng.choice(n, size=rng.poisson(each * n), p=ready / ready.sum())
    order = np.argsort(group, kind="stable")
    sizes = np.bincount(group, minlength=groups)
    begins = np.cumsum(sizes) - sizes
    own = order[begins[group[giver]] + (rng.random(len(giver)) * sizes[group[giver]]).astype(int)]
    return giver, np.where(rng.random(len(giver)) < far[giver], rng.integers(n, size=len(giver)), own), group
