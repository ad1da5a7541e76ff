"""Is an ask addressed to somebody by name answered sooner than one put to everybody?"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dugnad.methods.pulse.aalen_johansen import shares
from dugnad.methods.pulse.at_risk import at_risk
from dugnad.methods.pulse.effective import students
from dugnad.methods.pulse.followed import HOUR, Followed, followed
from dugnad.methods.pulse.influence import error, influence
from dugnad.methods.pulse.measured import Measured, Reason, Window
from dugnad.methods.pulse.numbering import numbered
from dugnad.methods.shares import FEWEST

VERSION = "1"

Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Sooner(Measured):
    """`value`: how many hours fewer asks with a name waited within the first `hours`, on the average; n asks in all.

    `named` and `others`: the mean wait of each within `hours`. An ask that nobody answered waits through all of them.
    """

    hours: float
    named: float | None = None
    others: float | None = None


def sooner(
    asked: ArrayLike,
    first: ArrayLike,
    withdrawn: ArrayLike | None = None,
    *,
    named: ArrayLike,
    asker: ArrayLike | None = None,
    until: float,
    hours: float = 168.0,
    window: Window | None = None,
) -> Sooner:
    """Asks `named` (n,), that is addressed to a member, beside the others; moments as in answering, in seconds (n,).

    The restricted mean wait is `hours` less the area under F of aalen_johansen until then (Royston and Parmar,
    Statistics in Medicine 30 (2011) 2409). Its error is by influence, asks of one `asker` together in both groups.
    `null` is 0: that a name makes no difference. Raises ValueError as followed does.
    """
    all_asks = followed(asked, first, withdrawn, until=until, unit=HOUR, of=asker)
    by_name = np.asarray(named, np.bool_)
    if by_name.shape != all_asks.lasted.shape:
        raise ValueError("an ask is addressed to somebody or not")
    groups = [_some(all_asks, some) for some in (by_name, ~by_name)]
    bare = Sooner(
        measure="sooner",
        version=VERSION,
        n=len(by_name),
        window=window,
        reason=_reason(len(by_name), groups),
        hours=hours,
    )
    if min(one.known(hours) for one in groups) < FEWEST:
        return bare
    (one, moved_one), (other, moved_other) = (_waits(group, hours) for group in groups)
    moved = np.zeros(len(by_name))
    moved[by_name], moved[~by_name] = moved_one, -moved_other
    width = students(all_asks.groups - 1) * error(moved, all_asks.group)
    value = other - one
    found = replace(bare, reason=None, value=value, low=value - width, high=value + width, null=0.0)
    return replace(found, named=one, others=other)


def _some(lives: Followed, some: NDArray[np.bool_]) -> Followed:
    """Those named, the ones who belong together still together."""
    whose = None if lives.group is None else numbered(lives.group[some])[1]
    return Followed(lives.lasted[some], lives.ended[some], lives.could[some], whose)


def _reason(asks: int, groups: list[Followed]) -> Reason:
    if not asks:
        return Reason.NOTHING_DONE
    if not all(len(one.lasted) for one in groups):
        return Reason.NO_CONTRAST
    return Reason.TOO_NEW if min(one.groups for one in groups) >= FEWEST else Reason.FEW_MEMBERS


def _waits(lives: Followed, hours: float) -> tuple[float, Floats]:
    """The mean wait within `hours`, and the influence (n,) of each ask on it, turned around."""
    table = at_risk(lives.lasted, lives.ended)
    saved = np.maximum(hours - table.times, 0)
    steps = np.diff(shares(table), prepend=0)
    return hours - float(steps @ saved), -influence(table, lives.lasted, lives.ended, hours, saved)
