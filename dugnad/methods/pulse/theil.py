"""How unequal, with an ear for the top."""

from __future__ import annotations

from dataclasses import dataclass
from math import log

from dugnad.methods.pulse import inequality
from dugnad.methods.pulse.floors import over_members
from dugnad.methods.pulse.intervals import DRAWS, Scale
from dugnad.methods.pulse.measured import Measured, Window
from dugnad.methods.pulse.spread import Spread

VERSION = "1"


@dataclass(frozen=True, kw_only=True)
class Theil(Measured):
    """`relative` is T / ln n, from 0 to 1."""

    relative: float | None = None


def theil(spread: Spread, *, seed: int = 0, window: Window | None = None, draws: int = DRAWS) -> Theil:
    """Theil's T over all members."""
    found = over_members("theil", VERSION, spread, inequality.theil, seed, window, draws, scale=Scale.POSITIVE)
    return Theil(**vars(found), relative=None if found.value is None else found.value / log(spread.n))
