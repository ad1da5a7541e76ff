"""What the most active did of everything."""

from __future__ import annotations

from dataclasses import dataclass

from dugnad.methods.pulse.floors import over_members, without
from dugnad.methods.pulse.inequality import of_highest
from dugnad.methods.pulse.intervals import DRAWS
from dugnad.methods.pulse.measured import Measured, Reason, Window
from dugnad.methods.pulse.spread import Spread

VERSION = "1"
FEWEST_TOP = 5
"""People in a top share: 50 members for the top 10 %, 500 for the top 1 %. With fewer, intervals do not hold."""


@dataclass(frozen=True, kw_only=True)
class TopShare(Measured):
    """What the most active `part` of the members did of everything."""

    part: float


def top_share(
    spread: Spread, *, part: float = 0.1, seed: int = 0, window: Window | None = None, draws: int = DRAWS
) -> TopShare:
    """What the most active `part` of the members did of everything.

    Fewer than `FEWEST_TOP` people are no part: FEW_MEMBERS. Raises ValueError for a part not between 0 and 1.
    """
    if not 0 < part < 1:
        raise ValueError("a part lies between 0 and 1")
    found = over_members("top_share", VERSION, spread, of_highest(part), seed, window, draws)
    if found.value is not None and part * spread.n < FEWEST_TOP - 1e-9:
        found = without("top_share", VERSION, spread.n, window, Reason.FEW_MEMBERS)
    return TopShare(**vars(found), part=part)
