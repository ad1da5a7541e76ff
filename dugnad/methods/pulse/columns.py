"""The columns of completed help, one row for each act, and when there are too few to say anything."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dugnad.methods.pulse.measured import FEWEST_ACTIVE, Reason

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


def columns(giver: ArrayLike, receiver: ArrayLike, members: int) -> tuple[Ints, Ints]:
    """Both columns as whole numbers. Raises ValueError for different lengths or a place that is none."""
    given, received = np.asarray(giver, np.int64).ravel(), np.asarray(receiver, np.int64).ravel()
    if given.shape != received.shape:
        raise ValueError("each act has a giver and a receiver")
    for column in (given, received):
        if len(column) and (column.min() < 0 or column.max() >= members):
            wrong = int(np.flatnonzero((column < 0) | (column >= members))[0])
            raise ValueError(f"act {wrong}: no such member")
    return given, received


def too_little(members: int, people: int) -> Reason | None:
    """Why nothing is told about the exchange of `people`, who gave or received, among all `members`; or None."""
    if not members:
        return Reason.NOBODY
    if not people:
        return Reason.NOTHING_DONE
    return Reason.FEW_ACTIVE if people < FEWEST_ACTIVE else None
