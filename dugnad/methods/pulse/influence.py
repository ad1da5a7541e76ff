"""How much each of those who were followed moves a share, so that those who belong together can be counted as one."""

from __future__ import annotations

from math import sqrt

import numpy as np
from numpy.typing import NDArray

from dugnad.methods.pulse.aalen_johansen import still
from dugnad.methods.pulse.at_risk import AtRisk

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def influence(table: AtRisk, lasted: Floats, ended: Ints, time: float) -> Floats:
    """By how much the share F(`time`) of aalen_johansen grows for each (n,) of weight added to one; they sum to 0.

    The derivative of F by the weight of one (the infinitesimal jackknife: Jaeckel 1972; Efron, Biometrika 68 (1981)
    589): with H_k = d_k/(n_k (n_k - d_k)), of one who lasted until X, Σ over t_k <= min(X, t) of H_k (F(t) - F_k)
    - S_k d_k1/n_k², less (F(t) - F_X)/(n_X - d_X) where it ended at X <= t, and S_X/n_X more where it happened.
    """
    ends = int(np.searchsorted(table.times, time, side="right"))
    if not ends:
        return np.zeros(len(lasted))
    n, happened = table.people[:ends], table.happened[:ends]
    left = n - happened - table.otherwise[:ends]
    inverse = np.where(left > 0, 1 / np.where(left > 0, left, 1), 0)
    before = still(table)[:ends]
    share = np.cumsum(before * happened / n)
    ahead = share[-1] - share
    while_there = np.cumsum((n - left) * inverse / n * ahead - before * happened / n**2)
    place = np.searchsorted(table.times[:ends], lasted, side="right") - 1
    moved = np.concatenate([[0.0], while_there])[place + 1]
    seen = (ended > 0) & (lasted <= time)
    moved[seen] -= (ahead * inverse)[place[seen]]
    ours = seen & (ended == 1)
    moved[ours] += (before / n)[place[ours]]
    return moved


def error(moved: Floats, group: Ints | None) -> float:
    """The standard error from influences (n,), those of one `group` (n,) together; nan with one group alone.

    Σ over groups of (Σ of their influences)², times G/(G - 1) for G groups. `group` is numbered from 0 on without gaps;
    None where each stands alone.
    """
    sums = moved if group is None else np.bincount(group, weights=moved)
    groups = len(sums)
    return sqrt(float(sums @ sums) * groups / (groups - 1)) if groups > 1 else float("nan")
