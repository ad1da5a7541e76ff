"""Forests of recruitment that simply stand there: who brought whom, and no time."""

from __future__ import annotations

import numpy as np

from dugnad.methods.generated.forests import NOBODY, RECRUITED, Forest, Ints, hyperactive, log_series


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
