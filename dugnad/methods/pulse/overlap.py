"""Are those who are helped also those who help? Service and charity have two kinds of people, mutual support one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import ArrayLike

from dugnad.methods.pulse.by_one_alone import errors_of_overlap
from dugnad.methods.pulse.columns import too_little
from dugnad.methods.pulse.dyads import around
from dugnad.methods.pulse.measured import Measured, Window
from dugnad.methods.pulse.meeting import overlap_by_chance
from dugnad.methods.pulse.ties import ties

VERSION = "1"


@dataclass(frozen=True, kw_only=True)
class Overlap(Measured):
    """`value` is J, `both` of the n members who helped or were helped, from 0 to 1; the interval is over members.

    `both_share`: those who did both among all `members`, with its own interval. `itself`: acts towards oneself, left
    out.
    """

    members: int
    helpers: int
    helped: int
    both: int
    itself: int
    both_share: float | None = None
    both_low: float | None = None
    both_high: float | None = None


def overlap(giver: ArrayLike, receiver: ArrayLike, *, members: int, window: Window | None = None) -> Overlap:
    """J = |H ∩ R| / |H ∪ R| of H, who gave completed help, and R, who received it (4-measures, 4.4).

    `null`: the mean of J had as many helpers been drawn from all members by chance. A row for each act.
    """
    found = ties(giver, receiver, members=members)
    gave, got = np.zeros(members, np.bool_), np.zeros(members, np.bool_)
    gave[found.giver], got[found.receiver] = True, True
    both, either = int((gave & got).sum()), int((gave | got).sum())
    helpers, helped = int(gave.sum()), int(got.sum())
    reason = too_little(members, either)
    told = partial(
        Overlap,
        measure="overlap",
        version=VERSION,
        n=either,
        window=window,
        members=int(members),
        helpers=helpers,
        helped=helped,
        both=both,
        itself=found.itself,
    )
    if reason is not None:
        return told(reason=reason)
    error, error_of_all = errors_of_overlap(found)
    low, high = around(both / either, error, either)
    both_low, both_high = around(both / members, error_of_all, members)
    return told(
        value=both / either,
        low=low,
        high=high,
        null=overlap_by_chance(helpers, helped, members),
        both_share=float(both / members),
        both_low=both_low,
        both_high=both_high,
    )
