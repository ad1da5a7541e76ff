"""Kleinberg's bursts in batches: an ordinary state, and one in which more of all that there is are relevant."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dugnad.methods.pulse.trains import Floats

Bools = NDArray[np.bool_]


def evidence(relevant: Floats, of: Floats, *, s: float = 2.0, cycle: int = 1) -> Floats:
    """How much better a burst explains each batch than the ordinary state: ln of the ratio of the two chances.

    `relevant` of `of` in each batch, (..., t). Binomial, p0 = sum of relevant / sum of `of`, p1 = s p0 (J. Kleinberg,
    Bursty and hierarchical structure in streams, Data Mining and Knowledge Discovery 7 (2003) 373, section 4); with
    `cycle`, p0 is that of every cycle-th batch, so that the ordinary rhythm of the day is no burst. Where s p0 would
    come near 1, p1 lies half way between p0 and 1.
    """
    rows = (*relevant.shape[:-1], -1, cycle)
    parts, wholes = relevant.reshape(rows), np.broadcast_to(of, relevant.shape).reshape(rows)
    sums = wholes.sum(axis=-2, keepdims=True)
    usual = np.clip(parts.sum(axis=-2, keepdims=True) / np.maximum(sums, 1), 0, 1)
    more = np.minimum(s * usual, (1 + usual) / 2)
    some = (usual > 0) & (usual < 1)
    low, high = np.where(some, usual, 0.5), np.where(some, more, 0.5)
    found = parts * np.log(high / low) + (wholes - parts) * np.log((1 - high) / (1 - low))
    return np.asarray(found.reshape(relevant.shape))


def states(gained: Floats, cost: float) -> Bools:
    """In which batches there is a burst: the cheapest way through two states, `cost` to go up, nothing to go down.

    `gained`: `evidence`, (b, t), each row for itself. Begins in the ordinary state. Viterbi's algorithm; all it
    needs is how much cheaper one state is than the other, which is never worth more than the way up.
    """
    rows, length = gained.shape
    dearer = np.empty((length, rows))
    now = np.full(rows, cost)
    for t in range(length):
        now = np.clip(now, 0, cost) - gained[:, t]
        dearer[t] = now
    found = np.empty((length, rows), np.bool_)
    above = np.full(rows, 0.0)
    for t in range(length - 1, -1, -1):
        found[t] = dearer[t] < above
        above = np.where(found[t], cost, 0.0)
    return found.T


def spans(state: Bools) -> list[tuple[int, int]]:
    """Where it is true: first and one past the last of each run."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], state, [False]]).astype(np.int8)))
    return [(int(first), int(last)) for first, last in zip(edges[::2], edges[1::2], strict=True)]
