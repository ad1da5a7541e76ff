"""Does it grow by people bringing people? And did those who came ever give?"""

from __future__ import annotations

from dugnad.methods.pulse.inequality import mean
from dugnad.methods.pulse.intervals import DRAWS, Scale, heavy, interval
from dugnad.methods.pulse.measured import Caution, Measured, Reason, Window
from dugnad.methods.pulse.spread import Spread
from dugnad.methods.pulse.zeros import zero_share

VERSION = "1"


def recruited_share(recruits: Spread, *, seed: int = 0, window: Window | None = None, draws: int = DRAWS) -> Measured:
    """Share of members who came through another: as many as were brought, of all. `recruits`: brought by each member.

    Members brought by one person are not independent of each other, so Wilson's interval would be far too narrow. What
    is independent is how many each member brings: the share is the mean of that, and has its interval. No `null`: that
    people come alone is no work of chance. Raises ValueError for more recruits than members.
    """
    n = recruits.n
    if n == 0:
        return Measured(measure="recruited_share", version=VERSION, n=0, window=window, reason=Reason.NOBODY)
    if recruits.total > n or not recruits.counted:
        raise ValueError("members are brought once at most")
    found = interval(mean, recruits, seed=seed, scale=Scale.PLAIN, draws=draws)
    return Measured(
        measure="recruited_share",
        version=VERSION,
        n=n,
        value=found.value,
        low=None if found.low is None else min(max(found.low, 0.0), found.value),
        high=None if found.high is None else max(min(found.high, 1.0), found.value),
        window=window,
        caution=Caution.ALIKE if found.low is None else heavy(recruits),
    )


def recruited_nobody(recruits: Spread, *, window: Window | None = None) -> Measured:
    """Share of members who brought nobody, with Wilson's interval; `null`: had each recruit come to anybody alike."""
    return zero_share(recruits, window=window, measure="recruited_nobody")


def gave_nothing(gifts: Spread, *, window: Window | None = None) -> Measured:
    """Share of members who gave nothing, with Wilson's interval. `gifts`: how many each gave, zeros included.

    `null`, had each gift come from anybody alike, is near 1 where gifts are few: then the share says that little was
    given, and nothing of whether it came from few.
    """
    return zero_share(gifts, window=window, measure="gave_nothing")
