"""Are those who are helped also those who help? Service and charity have two kinds of people, mutual support one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import gammaln

from dugnad.methods.pulse.measured import Measured, Window
from dugnad.methods.pulse.ties import columns, too_little
from dugnad.methods.shares import wilson

VERSION = "1"


@dataclass(frozen=True, kw_only=True)
class Overlap(Measured):
    """`value` is J, `both` of the n members who helped or were helped, from 0 to 1; Wilson's interval.

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
    given, received = columns(giver, receiver, members)
    other = given != received
    gave, got = np.zeros(members, np.bool_), np.zeros(members, np.bool_)
    gave[given[other]] = True
    got[received[other]] = True
    both, either = int((gave & got).sum()), int((gave | got).sum())
    helpers, helped = int(gave.sum()), int(got.sum())
    reason = too_little(members, either)
    counted = {"members": members, "helpers": helpers, "helped": helped, "both": both, "itself": int((~other).sum())}
    if reason is not None:
        return Overlap(measure="overlap", version=VERSION, n=either, window=window, reason=reason, **counted)
    low, high = wilson(both, either)
    both_low, both_high = wilson(both, members)
    return Overlap(
        measure="overlap",
        version=VERSION,
        n=either,
        value=both / either,
        low=low,
        high=high,
        null=by_chance(helpers, helped, members),
        window=window,
        both_share=both / members,
        both_low=both_low,
        both_high=both_high,
        **counted,
    )


def by_chance(helpers: int, helped: int, members: int) -> float:
    """E[X / (helpers + helped - X)] with X hypergeometric: `helpers` of the `members`, drawn without replacement.

    Raises ValueError unless there is a helper or somebody helped, and no more of either than members.
    """
    if not 0 < max(helpers, helped) <= members:
        raise ValueError("helpers and helped are members")
    both = np.arange(max(0, helpers + helped - members), min(helpers, helped) + 1, dtype=np.float64)
    logs = _ways(helped, both) + _ways(members - helped, helpers - both)
    chances = np.exp(logs - logs.max())
    return float((chances * both / (helpers + helped - both)).sum() / chances.sum())


def _ways(of: int, chosen: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(gammaln(of + 1) - gammaln(chosen + 1) - gammaln(of - chosen + 1), np.float64)
