"""Do clicks become acts, and do people stay?"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np

from dugnad.methods.pulse.carrying_over import CarryOver, carry_over
from dugnad.methods.pulse.following import Funnel, funnel
from dugnad.methods.pulse.lapsing import stopped
from dugnad.methods.pulse.lasting import Survival, survival
from dugnad.methods.pulse.measured import Reason
from dugnad.methods.pulse.working import TimeToWork, time_to_work
from dugnad.pulse.engine.fetching import Floats
from dugnad.pulse.engine.gathered import Gathered


def funnel_of(of: Gathered) -> Funnel:
    """Of those who came in the window."""
    came = of.moments.came
    some = _came_here(of, came)
    first = {step: at[some] for step, at in of.moments.first.items()}
    found = funnel(came[some], first, until=of.until, window=of.window)
    if _knows_work(of) or found.reason is not None:
        return found
    return replace(found, value=None, low=None, high=None, null=None, steps=(), reason=Reason.NOTHING_DONE)


def time_to_work_of(of: Gathered) -> TimeToWork:
    """Of those who joined in the window; where no joining is written down, of those who came with another act."""
    came = of.grown.joined if of.joinings else of.moments.came
    some = _came_here(of, came)
    worked, left = of.moments.worked[some], of.moments.left[some]
    worked = np.where(worked < came[some], came[some], worked)
    found = time_to_work(came[some], worked, left, until=of.until, window=of.window)
    if _knows_work(of) or found.reason is not None:
        return found
    unknown = replace(found, value=None, low=None, high=None, null=None, reason=Reason.NOTHING_DONE)
    return replace(unknown, median=None, curve=None, caution=None)


def survival_of(of: Gathered) -> Survival:
    """Of all who ever did something, from the beginning of the table on."""
    came = of.moments.came
    some = np.flatnonzero(~np.isnan(came))
    places = np.full(of.members, -1, np.int64)
    places[some] = np.arange(len(some))
    actor, at = of.all_acts
    ended = stopped(places[actor], at, joined=came[some], since=of.since, until=of.until)
    return survival(
        came[some],
        ended,
        of.moments.left[some],
        since=of.since,
        until=of.until,
        cohort=_months(came[some]),
        window=of.window,
    )


def carry_over_of(of: Gathered) -> CarryOver:
    """Of all campaigns until the end of the window."""
    return carry_over(*of.between.campaigns, members=of.members, window=of.window)


def _knows_work(of: Gathered) -> bool:
    """Where neither a joining nor any work is written down, as among letters, it is not known that nobody worked."""
    return bool(of.joinings) or not bool(np.isnan(of.moments.worked).all())


def _came_here(of: Gathered, came: Floats) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return np.asarray(came >= of.scope.start / 1e6, np.bool_)


def _months(at: Floats) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """The month of each time, as year x 12 + month - 1."""
    months = np.asarray(at * 1e6, "datetime64[us]").astype("datetime64[M]").astype(np.int64)
    first = datetime(1970, 1, 1, tzinfo=UTC)
    return months + first.year * 12
