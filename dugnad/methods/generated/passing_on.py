"""Help that is passed on, invented with a known ratio; and what only looks like it. All knobs [guess]."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dugnad.methods.generated.forests import Ints

Floats = NDArray[np.float64]
DAY = 86_400.0


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
