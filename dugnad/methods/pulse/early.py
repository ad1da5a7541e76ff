"""Did those who came early bring more, given the same time?"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dugnad.methods.pulse.inequality import mean
from dugnad.methods.pulse.intervals import DRAWS
from dugnad.methods.pulse.measured import Measured, Reason, Window
from dugnad.methods.pulse.spread import Spread

VERSION = "1"
FEWEST_JOINERS = 100
"""Members followed in full below whom early and late joiners are not compared: ten in each tenth."""
TENTHS = 10

Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Early(Measured):
    """How many times the mean number of recruits the first tenth of joiners brought. `null` is 1.

    n is how many members were followed in full. `tenths`: mean recruits of each tenth of them, by when they joined.
    """

    days: float
    tenths: tuple[float, ...] = ()


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
