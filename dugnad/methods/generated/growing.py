"""Forests of recruitment that grew in time, and when people came."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dugnad.methods.generated.forests import DRAWN, RECRUITED, Forest


def grown(seed: int, n: int, *, seeds: int | None = None, days: float = 989.0) -> Forest:
    """A forest that grew in time (B): each newcomer finds a recruiter with chance ~ recruits so far + `DRAWN`.

    `seeds` stand there on day 0, n / 500 unless told otherwise. Early joiners bring more, and the tail is heavy. Each
    recruit either copies the recruiter of a recruit before, or finds any member: the links to copies are followed for
    all at once. Raises ValueError unless 0 < seeds < 0.2 n.
    """
    begun = max(1, n // 500) if seeds is None else seeds
    if not 0 < begun < (1 - RECRUITED) * n:
        raise ValueError("seeds are at least one and less than a fifth of the members")
    rng = np.random.default_rng(seed)
    places = np.arange(n)
    was_brought = (places >= begun) & (rng.random(n) < RECRUITED * n / (n - begun))
    newcomers = places[was_brought]
    before = np.arange(len(newcomers))
    copies = rng.random(len(newcomers)) * (before + DRAWN * newcomers) < before
    of = np.where(copies, (rng.random(len(newcomers)) * before).astype(np.int64), before)
    while not np.array_equal(further := of[of], of):
        of = further
    found = (rng.random(len(newcomers)) * newcomers).astype(np.int64)
    recruiter = np.full(n, -1, np.int64)
    recruiter[newcomers] = found[of]
    return Forest(recruiter, np.concatenate([np.zeros(begun), arrivals(rng, n - begun, days=days)]))


def arrivals(
    rng: np.random.Generator, size: int, *, days: float, slows: float = 60.0, week: float = 0.3
) -> NDArray[np.float64]:
    """Days of `size` arrivals, ascending, in [0, days): rate ~ (1 + t/slows)^-1.5 with a weekly wave [guess].

    No source gives the curve. The wave: rate times 1 + week x cos(2πt/7), by turning down the rest.
    """
    found = np.empty(0)
    while len(found) < size:
        chance = rng.random(2 * (size - len(found)) + 10)
        day = slows * ((1 - chance * (1 - (1 + days / slows) ** -0.5)) ** -2 - 1)
        kept = rng.random(len(day)) * (1 + week) < 1 + week * np.cos(2 * np.pi * day / 7)
        found = np.concatenate([found, day[kept]])
    return np.sort(found[:size])
