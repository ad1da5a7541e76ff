"""The share to whom it has happened by each time, where something else can come first and end the waiting."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dugnad.methods.pulse.at_risk import AtRisk, at_risk
from dugnad.methods.pulse.curves import Curve, log_log
from dugnad.methods.shares import CONFIDENT

Floats = NDArray[np.float64]


def aalen_johansen(lasted: ArrayLike, ended: ArrayLike, entry: ArrayLike | None = None) -> Curve:
    """F(t) = Σ over t_i <= t of S(t_i-) d_i1/n_i: whom it happened to by t; columns as in at_risk.

    Aalen and Johansen, Scandinavian Journal of Statistics 5 (1978) 141. Without ends of the other kind it is 1 - S of
    Kaplan and Meier; with them 1 - S tells how many it would happen to if nothing else could come first, which is more.
    """
    return incidence(at_risk(lasted, ended, entry))


def incidence(table: AtRisk, widened: float = 1.0) -> Curve:
    """The curve of a table, with intervals on the scale log(-log F); their variance is taken `widened` times.

    Where it happened to nobody yet, or to all, Wilson's ends for none and for all of those who were there.
    """
    share = shares(table)
    low, high = log_log(share, _variance(table, share) * widened)
    none, every, room = share <= 0, share >= 1 - 1e-12, CONFIDENT**2 / (table.people + CONFIDENT**2)
    low = np.where(none, 0.0, np.where(every, 1 - room, low))
    high = np.where(none, room, np.where(every, 1.0, high))
    return Curve(table.times, share, low, high, table.people, 0.0)


def still(table: AtRisk) -> Floats:
    """S(t_i-): the share that had not ended in any way just before each time."""
    after = np.cumprod(1 - (table.happened + table.otherwise) / table.people)
    return np.concatenate([np.ones(min(1, len(after))), after[:-1]])


def shares(table: AtRisk) -> Floats:
    """F at each time of the table."""
    return np.cumsum(still(table) * table.happened / table.people)


def _variance(table: AtRisk, share: Floats) -> Floats:
    """Var F(t) = Σ (F(t) - F_i)² d_i/(n_i (n_i - d_i)) + S_i² d_i1 (n_i - d_i1)/n_i³ - 2 (F(t) - F_i) S_i d_i1/n_i².

    The delta method: Marubini and Valsecchi, Analysing Survival Data (1995), equation 10.12. The square is multiplied
    out, so that all times together take one pass.
    """
    n, ended, before = table.people, table.happened + table.otherwise, still(table)
    left = n - ended
    turned = np.where(left > 0, ended / (n * np.where(left > 0, left, 1)), 0)
    ours = before**2 * table.happened * (n - table.happened) / n**3
    both = before * table.happened / n**2
    squares = share**2 * np.cumsum(turned) - 2 * share * np.cumsum(turned * share) + np.cumsum(turned * share**2)
    across = share * np.cumsum(both) - np.cumsum(both * share)
    return np.asarray(np.maximum(squares + np.cumsum(ours) - 2 * across, 0), np.float64)
