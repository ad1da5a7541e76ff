"""How long until somebody who came does what costs something: work, bringing another, giving."""

from __future__ import annotations

from dataclasses import dataclass

from numpy.typing import ArrayLike

from dugnad.methods.pulse.aalen_johansen import incidence
from dugnad.methods.pulse.at_risk import at_risk
from dugnad.methods.pulse.curves import Curve
from dugnad.methods.pulse.followed import DAY, followed
from dugnad.methods.pulse.measured import Measured, Reason, Window
from dugnad.methods.pulse.within import within

VERSION = "1"


@dataclass(frozen=True, kw_only=True)
class TimeToWork(Measured):
    """`value` is the share whose first costly act came within `days` of joining; n is how many joined.

    `median`: days by which half of them had come to it; None where that is not reached. `curve`: the share by days.
    `followed`: how many have been here for `days`.
    """

    days: float
    followed: int
    median: float | None = None
    curve: Curve | None = None


def time_to_work(
    joined: ArrayLike,
    worked: ArrayLike,
    left: ArrayLike | None = None,
    *,
    until: float,
    days: float = 30.0,
    window: Window | None = None,
) -> TimeToWork:
    """From joining to the first costly act, in seconds (n,): `worked` nan for never, `left` nan for who is still here.

    Who leaves will not come to it: that competes (aalen_johansen). Where nobody left it is 1 - S of Kaplan and Meier.
    Only those belong here who joined while acts were recorded: of others the first act may lie before. No `null`.
    Raises ValueError as followed does.
    """
    lives = followed(joined, worked, left, until=until, unit=DAY)
    table = at_risk(lives.lasted, lives.ended)
    share = within(lives, table, days, nothing=Reason.NOBODY)
    curve = incidence(table)
    return TimeToWork(
        measure="time_to_work",
        version=VERSION,
        n=len(lives.lasted),
        value=share.value,
        low=share.low,
        high=share.high,
        window=window,
        reason=share.reason,
        days=days,
        followed=share.followed,
        median=None if share.reason else curve.half(),
        curve=None if share.reason else curve.thinned(),
    )
