"""Is anybody left alone? How long an ask waits for its first answer."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import isinf

import numpy as np
from numpy.typing import ArrayLike

from dugnad.methods.pulse.aalen_johansen import incidence, shares
from dugnad.methods.pulse.at_risk import AtRisk, at_risk
from dugnad.methods.pulse.curves import Curve
from dugnad.methods.pulse.followed import HOUR, Followed, followed
from dugnad.methods.pulse.influence import error, influence
from dugnad.methods.pulse.measured import Caution, Measured, Reason, Window
from dugnad.methods.pulse.medians import around_median
from dugnad.methods.shares import FEWEST

VERSION = "1"


@dataclass(frozen=True, kw_only=True)
class TimeToAnswer(Measured):
    """`value` is how many hours passed until half of the asks had an answer; n is how many asks there were.

    `curve`: the share answered, by hours. `still_open` asks wait now, the oldest for `oldest_open` hours. `askers`: by
    how many members. `at_least`: the lower end, where the upper one is not reached (`Caution.UNBOUNDED`).
    """

    askers: int
    still_open: int
    oldest_open: float | None = None
    at_least: float | None = None
    curve: Curve | None = field(default=None, repr=False)


def time_to_answer(
    asked: ArrayLike,
    answered: ArrayLike,
    withdrawn: ArrayLike | None = None,
    *,
    asker: ArrayLike | None = None,
    until: float,
    window: Window | None = None,
) -> TimeToAnswer:
    """From an ask to its first answer by another person that offers help, in seconds (n,), nan for never.

    Asks still open are followed until now; one `withdrawn`, or solved by its asker, will not be answered: that competes
    (aalen_johansen). The mean of the answered alone would leave out whoever waits. `asker` (n,), whole numbers: asks of
    one member count together. No `null`: an answer is no work of chance. Raises ValueError as followed does.
    """
    lives = followed(asked, answered, withdrawn, until=until, unit=HOUR, of=asker)
    table, waiting = at_risk(lives.lasted, lives.ended), lives.lasted[lives.ended == 0]
    n = len(lives.lasted)
    bare = TimeToAnswer(
        measure="time_to_answer",
        version=VERSION,
        n=n,
        window=window,
        reason=Reason.FEW_MEMBERS if n else Reason.NOTHING_DONE,
        askers=lives.groups,
        still_open=len(waiting),
        oldest_open=float(waiting.max()) if len(waiting) else None,
    )
    if lives.groups < FEWEST:
        return bare
    curve = incidence(table, _widened(lives, table))
    bare = replace(bare, curve=curve.thinned(), reason=Reason.NOT_REACHED)
    median = curve.half()
    if median is None:
        return bare
    low, high = around_median(lives, table, median)
    if isinf(high):
        return replace(bare, reason=None, value=median, caution=Caution.UNBOUNDED, at_least=min(low, median))
    return replace(bare, reason=None, value=median, low=min(low, median), high=max(high, median))


def _widened(lives: Followed, table: AtRisk) -> float:
    """How many times the variance is because asks of one member come together, when half of the answers are in."""
    share = shares(table)
    if lives.group is None or not len(share):
        return 1.0
    middle = float(table.times[np.searchsorted(share, share[-1] / 2)])
    moved = influence(table, lives.lasted, lives.ended, middle)
    alone = error(moved, None)
    return max(1.0, (error(moved, lives.group) / alone) ** 2) if alone > 0 else 1.0
