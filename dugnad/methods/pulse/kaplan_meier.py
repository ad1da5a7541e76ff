"""The share still there at each time, when not everybody could be followed to the end."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dugnad.methods.pulse.at_risk import AtRisk, at_risk
from dugnad.methods.pulse.curves import Curve, log_log
from dugnad.methods.shares import wilson

Floats = NDArray[np.float64]


def kaplan_meier(lasted: ArrayLike, happened: ArrayLike, entry: ArrayLike | None = None) -> Curve:
    """S(t) = Π over t_i <= t of 1 - d_i/n_i, of those followed from `entry` until `lasted` (n,), in any unit.

    `happened` (n,): whether it ended there, or is not known any longer. Ends come before losses of the same time.
    Kaplan and Meier, JASA 53 (1958) 457; its variance S² Σ d_i/(n_i (n_i - d_i)) is Greenwood's (1926), its interval
    on the scale log(-log S). Delayed entry as in at_risk. ValueError as there.
    """
    return surviving(at_risk(lasted, np.asarray(happened, np.bool_).astype(np.int64), entry))


def surviving(table: AtRisk) -> Curve:
    """The curve of a table, either way of ending counted alike."""
    ended = table.happened + table.otherwise
    share: Floats = np.cumprod(1 - ended / table.people, dtype=np.float64)
    low, high = log_log(share, share**2 * greenwood(table))
    nobody = share == 0
    if nobody.any():
        low, high = np.where(nobody, 0.0, low), np.where(nobody, _at_most(high, table.people, nobody), high)
    return Curve(table.times, share, low, high, table.people, 1.0)


def greenwood(table: AtRisk) -> Floats:
    """Σ over t_i <= t of d_i/(n_i (n_i - d_i)), without the times at which all who were there ended."""
    ended = table.happened + table.otherwise
    left = table.people - ended
    return np.cumsum(np.where(left > 0, ended / (table.people * np.where(left > 0, left, 1)), 0))


def _at_most(high: Floats, people: Floats, nobody: NDArray[np.bool_]) -> float:
    """The upper end from when nobody is left: what it was before, times Wilson's for none of those who were there."""
    first = int(nobody.argmax())
    return (float(high[first - 1]) if first else 1.0) * wilson(0, float(people[first]))[1]
