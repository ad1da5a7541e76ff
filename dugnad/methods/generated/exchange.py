"""Who helped whom, invented: as readiness and need have it, returned, or kept to one's own group. All knobs [guess]."""

from __future__ import annotations

import numpy as np

from dugnad.methods.generated.forests import Ints


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
