"""To what share it has happened within a time, with its interval, also where not all could be followed so long."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dugnad.methods.pulse.aalen_johansen import shares
from dugnad.methods.pulse.at_risk import AtRisk
from dugnad.methods.pulse.effective import between
from dugnad.methods.pulse.followed import Followed
from dugnad.methods.pulse.influence import error, influence
from dugnad.methods.pulse.measured import Reason
from dugnad.methods.shares import FEWEST


@dataclass(frozen=True)
class Within:
    """The share to whom it happened within `time`, with its 95 % interval; with a `reason` there is none of the three.

    `followed`: how many could be followed for as long, those who belong together counted once.
    """

    time: float
    followed: int
    value: float | None = None
    low: float | None = None
    high: float | None = None
    reason: Reason | None = None


def within(lives: Followed, table: AtRisk, time: float, *, nothing: Reason) -> Within:
    """The share by Aalen and Johansen, its error with those who belong together as one, the interval as in effective.

    `table` is at_risk of `lives`. `nothing` is the reason where there are none. Fewer than `FEWEST` who stand by
    themselves and could be followed for `time` are too few to say anything about.
    """
    known = lives.known(time)
    if known < FEWEST:
        return Within(time, known, reason=_reason(lives, nothing))
    steps = int(np.searchsorted(table.times, time, side="right"))
    value = round(float(shares(table)[steps - 1]), 12) if steps else 0.0
    wrong = error(influence(table, lives.lasted, lives.ended, time), lives.group)
    low, high = between(value, wrong, n=len(lives.lasted), groups=lives.groups if 0 < value < 1 else known)
    return Within(time, known, value, low, high)


def _reason(lives: Followed, nothing: Reason) -> Reason:
    if not len(lives.lasted):
        return nothing
    return Reason.TOO_NEW if lives.groups >= FEWEST else Reason.FEW_MEMBERS
