"""Does it grow by people bringing people? And did those who came ever give?"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log, sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dugnad.methods.pulse.forest import Forest
from dugnad.methods.pulse.measured import Caution, Measured, Reason, Window
from dugnad.methods.pulse.participation import zero_share
from dugnad.methods.pulse.spread import Spread
from dugnad.methods.shares import CONFIDENT

VERSION = "1"
FEWEST_TREES = 20
FEWEST_JOINERS = 100
"""Members followed in full below whom early and late joiners are not compared: ten in each tenth."""
TENTHS = 10

Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Trees(Measured):
    """`value` is the mean number of members in a tree; n is how many trees. `null` is 1: nobody brings anybody.

    `largest`: members in the largest tree, and `largest_part`, their share of all. `alone`: trees of one member.
    `deepest`: steps from a first member to the last one. `levels`: members at depth 0, 1, 2 … `early`: see `early`.
    """

    largest: int | None = None
    largest_part: float | None = None
    alone: int | None = None
    deepest: int | None = None
    mean_depth: float | None = None
    levels: tuple[int, ...] = ()
    early: Early | None = None


@dataclass(frozen=True, kw_only=True)
class Early(Measured):
    """How many times the mean number of recruits the first tenth of joiners brought. `null` is 1.

    n is how many members were followed in full. `tenths`: mean recruits of each tenth of them, by when they joined.
    """

    days: float
    tenths: tuple[float, ...] = ()


def recruited_share(recruits: Spread, *, window: Window | None = None) -> Measured:
    """Share of members who came through another: as many as were brought, of all. `recruits`: brought by each member.

    Members brought by one person are not independent of each other, so Wilson's interval would be far too narrow. What
    is independent is how many each member brings; the share is the mean of that, and its standard error sd/√n, on the
    scale of log(p / (1 - p)). No `null`: that people come alone is no work of chance.
    """
    n, brought = recruits.n, recruits.total
    if n == 0:
        return Measured(measure="recruited_share", version=VERSION, n=0, window=window, reason=Reason.NOBODY)
    share = brought / n
    if not 0 <= share <= 1 or not recruits.counted:
        raise ValueError("members are brought once at most")
    error = sqrt(float(recruits.people @ (recruits.values - share) ** 2) / n / n)
    low, high = _between_0_and_1(share, error)
    return Measured(
        measure="recruited_share",
        version=VERSION,
        n=n,
        value=share,
        low=low,
        high=high,
        window=window,
        caution=Caution.ALIKE if low is None else None,
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


def trees(found: Forest, *, early: Early | None = None, window: Window | None = None) -> Trees:
    """The trees of a forest. The interval is of the mean size, over trees, on the scale of log(size - share alone).

    Fewer than `FEWEST_TREES` have no interval worth telling, and so no value.
    """
    number = len(found.sizes)
    if number < FEWEST_TREES:
        reason = Reason.FEW_MEMBERS if number else Reason.NOBODY
        return Trees(measure="trees", version=VERSION, n=number, window=window, reason=reason, early=early)
    members = len(found.depth)
    mean = members / number
    error = float(found.sizes.std()) / sqrt(number)
    spread = CONFIDENT * error / (mean - 1) if mean > 1 and error > 0 else None
    return Trees(
        measure="trees",
        version=VERSION,
        n=number,
        value=mean,
        low=None if spread is None else 1 + (mean - 1) * exp(-spread),
        high=None if spread is None else 1 + (mean - 1) * exp(spread),
        null=1.0,
        window=window,
        caution=Caution.ALIKE if spread is None else _heavy(found, mean, error),
        largest=int(found.sizes[0]),
        largest_part=float(found.sizes[0]) / members,
        alone=int((found.sizes == 1).sum()),
        deepest=len(found.levels) - 1,
        mean_depth=float(found.depth.mean()),
        levels=tuple(int(count) for count in found.levels),
        early=early,
    )


def early(recruiter: ArrayLike, joined: ArrayLike, *, days: float, end: float, window: Window | None = None) -> Early:
    """Whether those who came early brought more, each followed for the same number of `days` after joining.

    `joined`: when each member came, in days; `end`: until when was looked. Who joined later than `end` - `days` is left
    out, and recruits after `days` do not count: otherwise the early would win by having had more time. Members are put
    in tenths by when they joined, ties in the order given. Interval of the ratio: the delta method, on the log scale.
    """
    brought_by, at = np.asarray(recruiter, np.int64).ravel(), np.asarray(joined, np.float64).ravel()
    if brought_by.shape != at.shape or not days > 0:
        raise ValueError("each member has a day of joining, and is followed for some time")
    some = np.flatnonzero(brought_by >= 0)
    in_time = some[at[some] <= at[brought_by[some]] + days]
    brought = np.bincount(brought_by[in_time], minlength=len(at)).astype(np.float64)
    order = np.argsort(at, kind="stable")
    followed = brought[order[at[order] <= end - days]]
    bare = Early(measure="early", version=VERSION, n=len(followed), reason=Reason.TOO_NEW, window=window, days=days)
    if len(followed) < FEWEST_JOINERS:
        return bare
    if not followed.sum():
        return Early(**vars(bare) | {"reason": Reason.NOTHING_DONE})
    tenths = np.array_split(followed, TENTHS)
    ratio, low, high = _first_against_all(tenths[0], followed)
    means = tuple(float(tenth.mean()) for tenth in tenths)
    told = {"reason": None, "value": ratio, "low": low, "high": high, "null": 1.0, "tenths": means}
    return Early(**vars(bare) | told)


def _first_against_all(first: Floats, everybody: Floats) -> tuple[float, float | None, float | None]:
    """Mean of the first over the mean of all, who include them; without an interval where the first brought nobody."""
    mean, overall = float(first.mean()), float(everybody.mean())
    if not mean:
        return 0.0, None, None
    weights = np.zeros(len(everybody))
    weights[: len(first)] = 1 / len(first)
    influence = np.zeros(len(everybody))
    influence[: len(first)] = (first - mean) / mean / len(first)
    for tenth in np.array_split(np.arange(len(everybody)), TENTHS):
        influence[tenth] -= (everybody[tenth] - everybody[tenth].mean()) / overall / len(everybody)
    spread = CONFIDENT * float(np.sqrt((influence**2).sum()))
    return mean / overall, mean / overall * exp(-spread), mean / overall * exp(spread)


def _between_0_and_1(share: float, error: float) -> tuple[float, float] | tuple[None, None]:
    if not 0 < share < 1 or not error > 0:
        return None, None
    middle, spread = log(share / (1 - share)), CONFIDENT * error / (share * (1 - share))
    low, high = (1 / (1 + exp(-end)) for end in (middle - spread, middle + spread))
    return low, high


def _heavy(found: Forest, mean: float, error: float) -> Caution | None:
    """Whether the largest tree alone makes a quarter of the variance."""
    moved = (float(found.sizes[0]) - mean) / len(found.sizes)
    return Caution.ONE_WEIGHS if moved**2 > 0.25 * error**2 else None
