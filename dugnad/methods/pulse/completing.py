"""How many asks came to their end: the asker said that they were helped."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from dugnad.methods.pulse.effective import between
from dugnad.methods.pulse.followed import DAY, followed
from dugnad.methods.pulse.influence import error
from dugnad.methods.pulse.measured import Measured, Reason, Window
from dugnad.methods.pulse.numbering import numbered
from dugnad.methods.shares import FEWEST

VERSION = "1"


@dataclass(frozen=True, kw_only=True)
class Completed(Measured):
    """`value` is the share of asks whose asker said within `days` that they were helped; n: asks followed for as long.

    `too_new` were put too lately, and are not in it. `askers`: how many members put the n.
    """

    days: float
    too_new: int
    askers: int


def completed(
    asked: ArrayLike,
    confirmed: ArrayLike,
    *,
    asker: ArrayLike | None = None,
    until: float,
    days: float = 30.0,
    window: Window | None = None,
) -> Completed:
    """Asks `confirmed` by their asker, in seconds (n,), nan for never; all followed in full for `days`.

    A withdrawn ask that was not confirmed counts as one that was not completed. Asks of one `asker` count together
    (effective). No `null`. Raises ValueError as followed does.
    """
    lives = followed(asked, confirmed, until=until, unit=DAY, of=asker)
    full = lives.could >= days
    n, put = int(full.sum()), len(full)
    group = None if lives.group is None else numbered(lives.group[full])[1]
    askers = n if group is None else int(group.max(initial=-1)) + 1
    bare = Completed(
        measure="completed",
        version=VERSION,
        n=n,
        window=window,
        reason=Reason.NOTHING_DONE if not put else Reason.TOO_NEW if lives.groups >= FEWEST else Reason.FEW_MEMBERS,
        days=days,
        too_new=put - n,
        askers=askers,
    )
    if askers < FEWEST:
        return bare
    done = ((lives.ended == 1) & (lives.lasted < days))[full].astype(np.float64)
    value = float(done.mean())
    low, high = between(value, error((done - value) / n, group), n=n, groups=askers)
    return replace(bare, reason=None, value=value, low=low, high=high)
