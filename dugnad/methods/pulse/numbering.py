"""Names of any kind of number as places from 0 on, which columns can be counted by."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Ints = NDArray[np.int64]

THIN = 4
"""As many times as there are rows the names may reach, for them to be looked up rather than sorted."""


def numbered(names: ArrayLike) -> tuple[Ints, Ints]:
    """The different `names` (r,), whole numbers, ascending; and for each row the place of its name among them."""
    column = np.asarray(names, np.int64)
    if not len(column) or column.min() < 0 or column.max() >= THIN * len(column):
        found, places = np.unique(column, return_inverse=True)
        return found, places.astype(np.int64)
    there = np.zeros(int(column.max()) + 1, np.bool_)
    there[column] = True
    return np.flatnonzero(there).astype(np.int64), (np.cumsum(there) - 1)[column].astype(np.int64)
