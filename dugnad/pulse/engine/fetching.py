"""From expressions to arrays."""

from __future__ import annotations

import numpy as np
from ibis.expr.types import Table
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


def ints(table: Table, *columns: str) -> list[Ints]:
    """Columns of whole numbers, none of them null."""
    found = table.select(*columns).to_pyarrow()
    return [found.column(name).to_numpy().astype(np.int64, copy=False) for name in columns]


def floats(table: Table, *columns: str) -> tuple[Floats, ...]:
    """Columns of numbers, null as NaN."""
    found = table.select(**{name: table[name].cast("float64") for name in columns}).to_pyarrow()
    return tuple(found.column(name).to_numpy(zero_copy_only=False).astype(np.float64) for name in columns)


def by_member(table: Table, members: int, *columns: str) -> tuple[Floats, ...]:
    """Columns of a table with one row for some members, by `actor`: shape (members,), NaN for the others."""
    found = table.select("actor", **{name: table[name].cast("float64") for name in columns}).to_pyarrow()
    places = found.column("actor").to_numpy().astype(np.int64, copy=False)
    told = []
    for name in columns:
        each = np.full(members, np.nan)
        each[places] = found.column(name).to_numpy(zero_copy_only=False)
        told.append(each)
    return tuple(told)


def seconds(micros: Floats) -> Floats:
    """Seconds of microseconds."""
    return micros / 1e6
