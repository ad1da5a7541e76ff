"""When each ask had its first answer from somebody else."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def first_answers(
    ask: ArrayLike, helper: ArrayLike, at: ArrayLike, *, asked: ArrayLike, asker: ArrayLike, bots: Sequence[int] = ()
) -> Floats:
    """The moment (asks,) of the first answer by another person, nan for never.

    One row for each answer that offers help: the place of its `ask` in `asked` and `asker` (asks,), its `helper`, and
    when. An asker who answers themselves, and any of `bots`, is no other person; an answer before the ask is none to
    it. Raises ValueError for an answer to an ask that is not there.
    """
    place, who, when = np.asarray(ask, np.int64), np.asarray(helper), np.asarray(at, np.float64)
    put, whose = np.asarray(asked, np.float64), np.asarray(asker)
    if not place.shape == who.shape == when.shape or put.shape != whose.shape:
        raise ValueError("each answer has an ask, a helper and a moment, and each ask an asker and a moment")
    if len(place) and (place.min() < 0 or place.max() >= len(put)):
        raise ValueError("an answer is to an ask that is there")
    counts = (who != whose[place]) & (when >= put[place]) & ~np.isin(who, list(bots))
    found = np.full(len(put), np.inf)
    np.minimum.at(found, place[counts], when[counts])
    return np.where(np.isinf(found), np.nan, found)
