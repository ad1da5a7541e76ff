"""Who was brought by whom, invented with the margins of the Save Darfur Cause (4-measures, sections 1 and 9).

Cited there: 72.19 % recruited nobody and about 80 % were recruited (Lewis, Gray and Meierhenrich, Sociological Science
1 (2014) 1, and reports of it). The shape of the rest is a log-series that hits both, and a guess.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

RECRUITED = 0.80
NOBODY = 0.7219
THETA = 0.8410
"""Of the log-series P(k) = -θ^k / (k ln(1 - θ)) from 1 on; its mean 2.877 makes 0.80 recruits per member."""
DRAWN = 0.743
"""How much a member draws newcomers before having brought any, in units of one recruit: `grown` only."""


@dataclass(frozen=True, eq=False)
class Forest:
    """`recruiter` of each member: the place of whoever brought them, -1 for who came alone. Shape (n,).

    `joined`: days since the start, ascending, where the growth is timed. A recruiter stands before their recruits.
    """

    recruiter: Ints
    joined: NDArray[np.float64] | None = None

    @property
    def recruits(self) -> Ints:
        """How many each member brought, shape (n,)."""
        some = self.recruiter[self.recruiter >= 0]
        return np.bincount(some, minlength=len(self.recruiter)).astype(np.int64)


def log_series(rng: np.random.Generator, size: int) -> Ints:
    """Recruits of `size` members, independent: none for 72.19 %, else log-series."""
    counts = np.where(rng.random(size) < NOBODY, 0, rng.logseries(THETA, size))
    return np.asarray(counts, np.int64)


def hyperactive(rng: np.random.Generator, size: int) -> Ints:
    """As `log_series`, but 2 % of the recruiters bring 15 to 2,000, P(k) ~ k^-2.3: for stress, not as “Darfur”."""
    many = np.arange(15, 2001, dtype=np.float64)
    chances = many**-2.3
    hyper = rng.choice(many, size=size, p=chances / chances.sum()).astype(np.int64)
    counts = np.where(rng.random(size) < 0.02, hyper, rng.logseries(0.701, size))
    return np.where(rng.random(size) < NOBODY, 0, counts).astype(np.int64)


def branching(seed: int, *, roots: int, hyper: bool = False) -> Forest:
    """A forest from `roots` who came alone; everybody brings independently (A, Galton-Watson). The size is by chance.

    Subcritical: 0.80 recruits each, so that trees end, and hold 5 members on the average.
    """
    rng = np.random.default_rng(seed)
    draw = hyperactive if hyper else log_series
    levels = [np.full(roots, -1, np.int64)]
    begun = 0
    while len(levels[-1]):
        places = np.arange(begun, begun + len(levels[-1]))
        levels.append(np.repeat(places, draw(rng, len(places))))
        begun += len(places)
    return Forest(np.concatenate(levels))


def static(seed: int, n: int, *, hyper: bool = False) -> Forest:
    """A forest of exactly `n` members, a fifth of whom came alone and 72.19 % of whom brought nobody (A and C, exact).

    Counts are drawn, a few anew so that they add up to those who were brought, and shuffled; turning the sequence to
    where its walk is lowest makes it that of a forest, read level by level (cycle lemma: Dvoretzky and Motzkin 1947).
    Raises ValueError below 10 members.
    """
    if n < 10:
        raise ValueError("the margins need ten members")
    rng = np.random.default_rng(seed)
    roots = n - round(RECRUITED * n)
    some = n - round(NOBODY * n)
    counts = _adding_up(rng, _recruiting(rng, some, hyper), n - roots, hyper)
    walk = np.concatenate([counts, np.zeros(n - some, np.int64)])
    rng.shuffle(walk)
    heights = np.cumsum(walk - 1)
    lowest = heights.min()
    first = int(np.flatnonzero(heights == lowest + int(rng.integers(roots)))[0])
    turned = np.roll(walk, -(first + 1))
    brought = np.repeat(np.arange(n), turned)
    return Forest(np.concatenate([np.full(roots, -1, np.int64), brought]))


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


def _recruiting(rng: np.random.Generator, size: int, hyper: bool) -> Ints:
    """Counts from 1 on, of those who brought somebody."""
    found = np.empty(0, np.int64)
    draw = hyperactive if hyper else log_series
    while len(found) < size:
        more = draw(rng, 4 * (size - len(found)) + 10)
        found = np.concatenate([found, more[more > 0]])
    return found[:size]


def _adding_up(rng: np.random.Generator, counts: Ints, total: int, hyper: bool) -> Ints:
    """The counts, each from 1 on, some drawn anew and the last changed by one, so that they add up to `total`."""
    changed = counts.copy()
    part = max(1, len(changed) // 100)
    for _ in range(1000):
        gap = total - int(changed.sum())
        if abs(gap) <= total // 1000:
            break
        places = rng.choice(len(changed), size=part, replace=False)
        anew = _recruiting(rng, part, hyper)
        if abs(gap - int(anew.sum() - changed[places].sum())) < abs(gap):
            changed[places] = anew
    while gap := total - int(changed.sum()):
        may = np.arange(len(changed)) if gap > 0 else np.flatnonzero(changed > 1)
        chosen = rng.choice(may, size=min(abs(gap), len(may)), replace=False)
        changed[chosen] += 1 if gap > 0 else -1
    return changed
