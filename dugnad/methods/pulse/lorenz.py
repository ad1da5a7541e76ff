"""How few did half of everything, and the whole curve."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dugnad.methods.pulse.floors import over_members
from dugnad.methods.pulse.inequality import half_by
from dugnad.methods.pulse.intervals import DRAWS
from dugnad.methods.pulse.measured import Measured, Window
from dugnad.methods.pulse.spread import Spread

VERSION = "1"


@dataclass(frozen=True, kw_only=True)
class Lorenz(Measured):
    """`value` is the smallest share of members who did half of everything, up to ½; `points` are (part, L(part))."""

    points: tuple[tuple[float, float], ...] = ()


def lorenz(
    spread: Spread, *, steps: int = 100, seed: int = 0, window: Window | None = None, draws: int = DRAWS
) -> Lorenz:
    """The Lorenz curve, `points` at 0, 1/steps … 1 by interpolation, and where it is cut in half."""
    found = over_members("lorenz", VERSION, spread, half_by, seed, window, draws)
    return Lorenz(**vars(found), points=() if found.value is None else curve(spread, steps))


def curve(spread: Spread, steps: int) -> tuple[tuple[float, float], ...]:
    """The points of the Lorenz curve, (0, 0) to (1, 1). Raises ValueError where nothing was done."""
    if not spread.total:
        raise ValueError("there is no curve where nothing was done")
    parts = np.linspace(0, 1, steps + 1)
    below = np.concatenate([[0], spread.people.cumsum() / spread.people.sum()])
    done = np.concatenate([[0], (spread.values * spread.people).cumsum() / spread.total])
    return tuple(zip(parts.tolist(), np.interp(parts, below, done).tolist(), strict=True))
