"""How unequal is what members do, of all and of those who act? Two questions that one number would mix."""

from __future__ import annotations

from dataclasses import dataclass

from dugnad.methods.pulse import inequality
from dugnad.methods.pulse.bands import Band, bands
from dugnad.methods.pulse.floors import over_members
from dugnad.methods.pulse.intervals import DRAWS
from dugnad.methods.pulse.measured import Measured, Window
from dugnad.methods.pulse.spread import Spread

VERSION = "1"


@dataclass(frozen=True, kw_only=True)
class Gini(Measured):
    """`corrected` is G n/(n - 1). `few_act` + `unequal` is the value: how much of it is that many did nothing.

    `bands`: how many did how much.
    """

    corrected: float | None = None
    few_act: float | None = None
    unequal: float | None = None
    bands: tuple[Band, ...] = ()


def gini(spread: Spread, *, seed: int = 0, window: Window | None = None, draws: int = DRAWS) -> Gini:
    """The Gini coefficient over all members, and its exact decomposition G = p0 + (1 - p0) G of the active."""
    found = over_members("gini", VERSION, spread, inequality.gini, seed, window, draws)
    if found.value is None:
        return Gini(**vars(found))
    corrected = found.value * spread.n / (spread.n - 1)
    few_act = spread.zeros / spread.n
    unequal = found.value - few_act
    return Gini(**vars(found), corrected=corrected, few_act=few_act, unequal=unequal, bands=bands(spread))


def gini_active(spread: Spread, *, seed: int = 0, window: Window | None = None, draws: int = DRAWS) -> Measured:
    """The Gini coefficient among those who did something; n is how many they are."""
    return over_members("gini_active", VERSION, spread, inequality.gini, seed, window, draws, of_active=True)
