"""The recruitment forest: who came through whom. Read level by level, in arrays of one number a member."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Forest:
    """`recruits`, `root` and `depth` of each member, shape (n,): a member who came alone is their own root, of depth 0.

    `sizes` of the trees, the largest first, and `levels`: how many members there are at depth 0, 1, 2 …
    """

    recruits: Ints
    root: Ints
    depth: Ints
    sizes: Ints
    levels: Ints


def forest(recruiter: ArrayLike) -> Forest:
    """The forest of `recruiter`, shape (n,): the place of whoever brought each member, -1 for nobody or unknown.

    In any order; time and memory grow with n alone. Raises ValueError for a place that is none, and where members
    brought each other in a ring, which says that the data is wrong; the message names one of them.
    """
    brought_by = np.asarray(recruiter, np.int64).ravel()
    n = len(brought_by)
    if n and (brought_by.min() < -1 or brought_by.max() >= n):
        raise ValueError(f"member {int(np.flatnonzero((brought_by < -1) | (brought_by >= n))[0])}: no such recruiter")
    recruits = np.bincount(brought_by[brought_by >= 0], minlength=n).astype(np.int64)
    by_recruiter = np.argsort(brought_by, kind="stable")
    ends = (n - len(brought_by[brought_by >= 0])) + np.cumsum(recruits)
    root, depth = np.full(n, -1, np.int64), np.full(n, -1, np.int64)
    level = by_recruiter[: n - int(recruits.sum())]
    root[level] = level
    levels: list[int] = []
    while len(level):
        depth[level] = len(levels)
        levels.append(len(level))
        some = level[recruits[level] > 0]
        counts = recruits[some]
        offsets = np.arange(counts.sum()) - np.repeat(counts.cumsum() - counts, counts)
        level = by_recruiter[np.repeat(ends[some] - counts, counts) + offsets]
        root[level] = np.repeat(root[some], counts)
    if (depth < 0).any():
        raise ValueError(
            f"member {int(np.flatnonzero(depth < 0)[0])}: came through a ring of members who have no first"
        )
    sizes = np.bincount(root, minlength=n)
    return Forest(recruits, root, depth, np.sort(sizes[sizes > 0])[::-1], np.array(levels, np.int64))
