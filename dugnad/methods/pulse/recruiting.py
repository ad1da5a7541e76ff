"""Does it grow by people bringing people? And did those who came ever give?"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dugnad.methods.pulse.forest import Forest
from dugnad.methods.pulse.inequality import mean
from dugnad.methods.pulse.intervals import DRAWS, Scale, heavy, interval
from dugnad.methods.pulse.measured import Caution, Measured, Reason, Window
from dugnad.methods.pulse.participation import zero_share
from dugnad.methods.pulse.spread import Spread

VERSION = "1"
FEWEST_TREES = 100
"""Below, the interval of the mean size does not hold."""
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


def trees(
    found: Forest, *, early: Early | None = None, seed: int = 0, window: Window | None = None, draws: int = DRAWS
) -> Trees:
    """The trees of a forest. With the share p of those who were brought, the mean size is 1 / (1 - p), and so is its
    interval. Fewer than `FEWEST_TREES` have no interval worth telling, and so no value.
    """
    number = len(found.sizes)
    if number < FEWEST_TREES:
        reason = Reason.FEW_MEMBERS if number else Reason.NOBODY
        return Trees(measure="trees", version=VERSION, n=number, window=window, reason=reason, early=early)
    share = recruited_share(Spread.of(found.recruits), seed=seed, draws=draws)
    bounded = share.low is not None and share.high is not None and share.high < 1
    members = len(found.depth)
    return Trees(
        measure="trees",
        version=VERSION,
        n=number,
        value=members / number,
        low=1 / (1 - share.low) if bounded and share.low is not None else None,
        high=1 / (1 - share.high) if bounded and share.high is not None else None,
        null=1.0,
        window=window,
        caution=share.caution if bounded or share.caution else Caution.UNBOUNDED,
        largest=int(found.sizes[0]),
        largest_part=float(found.sizes[0]) / members,
        alone=int((found.sizes == 1).sum()),
        deepest=len(found.levels) - 1,
        mean_depth=float(found.depth.mean()),
        levels=tuple(int(count) for count in found.levels),
        early=early,
    )


def early(
    recruiter: ArrayLike,
    joined: ArrayLike,
    *,
    days: float,
    end: float,
    seed: int = 0,
    window: Window | None = None,
    draws: int = DRAWS,
) -> Early:
    """Whether those who came early brought more, each followed for the same number of `days` after joining.

    `joined`: when each member came, in days; `end`: until when was looked. Who joined later than `end` - `days` is left
    out, and recruits after `days` do not count: otherwise the early would win by having had more time. Members are put
    in tenths by when they joined, ties in the order given. Interval: studentised bootstrap of the members of the first
    tenth and of the rest, on the log scale.
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
    ratio, low, high = _first_against_all(Spread.of(tenths[0]), Spread.of(np.concatenate(tenths[1:])), seed, draws)
    means = tuple(float(tenth.mean()) for tenth in tenths)
    told = {"reason": None, "value": ratio, "low": low, "high": high, "null": 1.0, "tenths": means}
    return Early(**vars(bare) | told)


def _first_against_all(first: Spread, rest: Spread, seed: int, draws: int) -> tuple[float, float | None, float | None]:
    """Mean of the first over the mean of all, with its interval; without one where the first brought nobody."""
    ratio, error = (float(column[0]) for column in _log_ratio(first, rest, first.people[None, :], rest.people[None, :]))
    if not first.total or not error > 0:
        return exp(ratio), None, None
    rng = np.random.default_rng(seed)
    drawn = (rng.multinomial(one.n, one.people / one.n, size=draws).astype(np.float64) for one in (first, rest))
    ratios, errors = _log_ratio(first, rest, *drawn)
    usable = np.isfinite(ratios) & (errors > 0)
    near, far = np.quantile((ratios[usable] - ratio) / errors[usable], [0.025, 0.975])
    return exp(ratio), exp(ratio - float(far) * error), exp(ratio - float(near) * error)


def _log_ratio(first: Spread, rest: Spread, in_first: Floats, in_rest: Floats) -> tuple[Floats, Floats]:
    """Logarithm of the ratio and its standard error by the delta method, for each row of people; both of shape (b,)."""
    one, of_one = mean(first.values, in_first)
    two, of_two = mean(rest.values, in_rest)
    part = first.n / (first.n + rest.n)
    overall = part * one + (1 - part) * two
    with np.errstate(divide="ignore", invalid="ignore"):
        error = np.hypot((1 / one - part / overall) * of_one, (1 - part) / overall * of_two)
        return np.log(one / overall), error
