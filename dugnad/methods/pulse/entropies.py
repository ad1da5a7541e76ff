"""What remains unknown of a task when the person is known: as counted, and as it would be by chance."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
WIDE = 9
"""Standard deviations of a count that are summed over to either side."""
STEPS = 16
"""Counts added to both sides of that, for what is rare."""


def xlogx(x: Floats) -> Floats:
    """x ln x, where 0 ln 0 = 0."""
    return x * np.log(np.where(x > 0, x, 1.0))


def entropy(counts: Floats) -> float:
    """Shannon's entropy of counts, in nats. Raises nothing: of no counts at all it is 0."""
    total = float(counts.sum())
    return float(np.log(total) - xlogx(counts).sum() / total) if total else 0.0


def left_by_chance(each: Floats, of_task: Floats) -> Floats:
    """n H(task | person), expected for a person with n acts had all labels been shuffled. For each of `each`, (p,).

    A shuffled person's acts in a task are hypergeometric: n of N, of which m are in that task; the expectation of
    c ln c is summed over c (as in Vinh, Epps and Bailey, JMLR 11 (2010) 2837, of the mutual information).
    """
    total = int(of_task.sum())
    logs = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, total + 1)))])
    sizes, place = np.unique(each.astype(np.int64), return_inverse=True)
    in_task = of_task.astype(np.int64)
    left = np.array([n * np.log(n) - _expected(int(n), in_task, total, logs) for n in sizes])
    return left[place].astype(np.float64)


def _expected(n: int, in_task: Ints, total: int, logs: Floats) -> float:
    """The sum over tasks of the expectation of c ln c."""
    mean = n * in_task / total
    spread = np.sqrt(mean * (1 - in_task / total) * (total - n) / max(1, total - 1))
    low = np.maximum(np.maximum(0, n + in_task - total), np.floor(mean - WIDE * spread - STEPS)).astype(np.int64)
    high = np.minimum(np.minimum(n, in_task), np.ceil(mean + WIDE * spread + STEPS)).astype(np.int64)
    counts = low[:, None] + np.arange(int((high - low).max()) + 1)
    inside = counts <= high[:, None]
    c = np.where(inside, counts, low[:, None])
    m = in_task[:, None]
    chance = (logs[m] - logs[c] - logs[m - c]) + (logs[total - m] - logs[n - c] - logs[total - m - n + c])
    chance -= logs[total] - logs[n] - logs[total - n]
    return float((np.exp(chance) * xlogx(c.astype(np.float64)) * inside).sum())
