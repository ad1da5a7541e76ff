"""Who came to which gathering, and what they did after and on ordinary days, member by member."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dugnad.methods.pulse.measured import Window
from dugnad.methods.pulse.ordinary import Came, beside_ordinary
from dugnad.methods.pulse.trains import Floats, Ints, Trains


@dataclass(frozen=True, eq=False)
class Compared:
    """Of each member compared: acts `after`, acts on `ordinary` days, and how many `times` they came. Shape (m,)."""

    after: Floats
    ordinary: Floats
    times: Floats

    @property
    def ratio(self) -> float | None:
        """After over ordinary; None where there is nothing ordinary."""
        return float(self.after.sum() / self.ordinary.sum()) if self.ordinary.sum() else None


def laid(
    actor: Ints, at: ArrayLike, who: Ints, over: Floats, within: NDArray[np.bool_], window: Window, days: float
) -> tuple[Trains, Came]:
    """Acts and attendances in the window, of the same members; each attendance once."""
    when = np.asarray(at, np.float64).ravel() - window.start.timestamp()
    inside = (when >= 0) & (when < (window.end - window.start).total_seconds())
    people, place = np.unique(np.concatenate([actor[inside], who[within]]), return_inverse=True)
    split = int(inside.sum())
    trains = Trains.placed(place[:split].astype(np.int64), when[inside], len(people), window)
    pairs = np.unique(np.column_stack([place[split:], over[within]]), axis=0)
    return trains, Came(pairs[:, 0].astype(np.int64), pairs[:, 1], days)


def compared(trains: Trains, came: Came, length: float, *, before: bool) -> Compared:
    """After each gathering, or `before` it, beside ordinary days; of those who have any. `length` of the window."""
    after, ordinary, some = beside_ordinary(trains, came, length, before=before)
    _, place = np.unique(came.member[some], return_inverse=True)
    times = np.bincount(place).astype(np.float64)
    more, usual = (np.bincount(place, acts[some]).astype(np.float64) for acts in (after, ordinary))
    return Compared(more, usual, times)
