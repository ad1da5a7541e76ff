"""Kleinberg's bursts, act by act: how short the gaps between them become, on as many levels as it takes."""

from __future__ import annotations

from math import ceil, log

import numpy as np

from dugnad.methods.pulse.trains import Floats, Ints

SHORTEST = 1.0
"""Seconds of the shortest gap: acts of the same second have none, and no rate is infinite."""


def levels(at: Floats, *, s: float = 2.0, gamma: float = 1.0) -> Ints:
    """On which level each gap between acts is, (n - 1,): 0 is the ordinary rate, each level more is `s` times as fast.

    `at`: ascending, in seconds. Gaps are exponential with rate s^i n / T on level i; to go up by one costs gamma ln n,
    down nothing; the cheapest way is taken (J. Kleinberg, Data Mining and Knowledge Discovery 7 (2003) 373, section 3,
    with as many levels as the shortest gap can need).
    """
    waits = np.maximum(np.diff(at), SHORTEST)
    n, total = len(waits), float(waits.sum())
    if n == 0:
        return np.zeros(0, np.int64)
    count = max(1, ceil(1 + log(total, s) + log(1 / float(waits.min()), s)))
    steps = np.arange(count)
    rates = s**steps * n / total
    climb = np.maximum(0, steps[None, :] - steps[:, None]) * gamma * log(n)
    came = np.empty((n, count), np.int64)
    costs = np.where(steps == 0, 0.0, np.inf)
    for place, wait in enumerate(waits):
        ways = costs[:, None] + climb
        came[place] = ways.argmin(axis=0)
        costs = ways[came[place], steps] - np.log(rates) + rates * wait
    found = np.empty(n, np.int64)
    now = int(costs.argmin())
    for place in range(n - 1, -1, -1):
        found[place] = now
        now = int(came[place, now])
    return found
