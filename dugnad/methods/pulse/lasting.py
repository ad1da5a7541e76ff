"""Does it last? How many are still there after a week, a month, a quarter of a year."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dugnad.methods.pulse.curves import Curve
from dugnad.methods.pulse.followed import DAY
from dugnad.methods.pulse.kept import Kept, Stays, kept
from dugnad.methods.pulse.measured import Measured, Reason, Window

VERSION = "1"
DAYS = (7, 30, 90)
SHOWN = 90

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Cohort:
    """Those who joined together, as `cohort` names them: `n` of them, and how many of them were `kept`."""

    cohort: int
    n: int
    kept: tuple[Kept, ...]


@dataclass(frozen=True, kw_only=True)
class Survival(Measured):
    """`value` is the share still there after 90 days; n is how many could be looked at.

    `kept`: after 7, 30, 90 days. `cohorts`: the same by when they joined. `too_new`: joined in the last `gap_days`,
    when nobody can be told to have gone. `gone_before`: had gone before acts were recorded. `at_most`: where so few are
    left that nothing is told (`Reason.FEW_LEFT`), how many they are at most.
    """

    gap_days: float
    too_new: int
    gone_before: int
    kept: tuple[Kept, ...] = ()
    cohorts: tuple[Cohort, ...] = ()
    at_most: float | None = None
    curve: Curve | None = field(default=None, repr=False)


def survival(
    joined: ArrayLike,
    stopped: ArrayLike,
    left: ArrayLike | None = None,
    *,
    since: float,
    until: float,
    gap_days: float = 30.0,
    cohort: ArrayLike | None = None,
    window: Window | None = None,
) -> Survival:
    """How long members stay, all columns (n,) in seconds: from `joined` to `stopped` (see lapsing), or to `left`.

    The last `gap_days` before `until` are not looked at, for who is silent there may be back. Who joined before
    `since`, when acts were first recorded, enters late (left truncation). `cohort` (n,), whole numbers, as of months,
    says who joined together. Kaplan and Meier. No `null`. Raises ValueError for columns of different length.
    """
    came, gone = np.asarray(joined, np.float64), np.asarray(stopped, np.float64)
    leave = np.full(came.shape, np.nan) if left is None else np.asarray(left, np.float64)
    of = None if cohort is None else np.asarray(cohort, np.int64)
    if came.ndim != 1 or {came.shape} != {gone.shape, leave.shape} or (of is not None and of.shape != came.shape):
        raise ValueError("joined, stopped, left and cohort are columns of one length")
    horizon = until - gap_days * DAY
    end = _ended(gone, leave, gap_days * DAY)
    late = came < since
    old, before = came <= horizon, late & ((end < since) | (since > horizon))
    seen = old & ~before
    stays = _stays(came[seen], end[seen], since, horizon)
    all_kept = kept(stays, DAYS, of_members=len(came))
    told = all_kept[DAYS.index(SHOWN)]
    bare = Survival(
        measure="survival",
        version=VERSION,
        n=int(seen.sum()),
        window=window,
        reason=told.reason or Reason.NOBODY,
        gap_days=gap_days,
        too_new=int((~old).sum()),
        gone_before=int((old & before).sum()),
        kept=all_kept,
        cohorts=() if of is None else _cohorts(stays, of[seen]),
        at_most=told.at_most,
        curve=stays.curve().thinned() if len(stays.lasted) else None,
    )
    if told.reason is not None:
        return bare
    return replace(bare, reason=None, value=told.value, low=told.low, high=told.high)


def _ended(gone: Floats, leave: Floats, silence: float) -> Floats:
    """When each ceased to be there: by leaving, unless they had fallen silent before; inf for who is there."""
    quiet, away = np.where(np.isnan(gone), np.inf, gone), np.where(np.isnan(leave), np.inf, leave)
    return np.where(away > quiet + silence, quiet, away)


def _stays(came: Floats, end: Floats, since: float, horizon: float) -> Stays:
    last = np.maximum(np.minimum(end, horizon), came)
    entry = np.maximum(since - came, 0)
    return Stays((last - came) / DAY, end <= horizon, entry / DAY, (horizon - came) / DAY)


def _cohorts(stays: Stays, of: NDArray[np.int64]) -> tuple[Cohort, ...]:
    """In order of their number."""
    order = np.argsort(of, kind="stable")
    names, begins = np.unique(of[order], return_index=True)
    places = np.split(order, begins[1:]) if len(order) else []
    return tuple(
        Cohort(int(name), len(place), kept(stays.some(place), DAYS, of_members=len(place)))
        for name, place in zip(names, places, strict=True)
    )
