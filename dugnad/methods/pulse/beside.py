"""Which acts have an act of another member beside them, and how likely that is by chance."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dugnad.methods.pulse.trains import DAY, Floats, Ints, Trains

Bools = NDArray[np.bool_]


def beside(member: Ints, at: Floats, within: float) -> Bools:
    """Whether another member acted at most `within` seconds before or after: for each act, in the order given."""
    order = np.argsort(at)
    who, when = member[order], at[order]
    places = np.arange(len(who))
    change = np.concatenate([[True], who[1:] != who[:-1]]) if len(who) else np.zeros(0, np.bool_)
    before = np.maximum.accumulate(np.where(change, places, 0)) - 1
    last = np.concatenate([change[1:], [True]]) if len(who) else change
    after = np.minimum.accumulate(np.where(last, places, len(who))[::-1])[::-1] + 1
    padded = np.concatenate([[-np.inf], when, [np.inf]])
    near = (when - padded[before + 1] <= within) | (padded[after + 1] - when <= within)
    found = np.empty(len(who), np.bool_)
    found[order] = near
    return found


def by_chance(trains: Trains, within: float) -> Floats:
    """For each act, how likely another member's act lies beside it when all trains are shifted by whole days.

    A member with acts beside this moment of the day on d of L days is beside it with chance d/L, and members are
    shifted independently: 1 - product of (1 - d/L) over the others. Exact, but for the ends of the window, which are
    laid together. In time proportional to acts, and their sorting.
    """
    moments, member, step = _steps(*_spells(trains, within))
    order = np.argsort(_key(member, moments))
    moments, member, step = moments[order], member[order], step[order]
    at = trains.at % DAY
    covered = _within(np.cumsum(step), member)
    missed = np.log1p(-np.minimum(covered, trains.days - 0.5) / trains.days)
    never = covered >= trains.days - 1e-9
    own = np.searchsorted(_key(member, moments), _key(trains.member, at), side="right") - 1
    clock = np.argsort(moments)
    misses = np.cumsum(_jumps(missed * ~never, member)[clock])
    always = np.cumsum(_jumps(never.astype(np.float64), member)[clock])
    asked = np.argsort(at)
    place = np.empty(len(at), np.int64)
    place[asked] = np.searchsorted(moments[clock], at[asked], side="right") - 1
    others = misses[place] - (missed * ~never)[own]
    certain = always[place] - never[own] > 0.5
    return np.where(certain, 1.0, -np.expm1(np.minimum(others, 0.0)))


def _spells(trains: Trains, within: float) -> tuple[Floats, Floats, Ints]:
    """The times that lie beside an act of a member, those that touch made one; and whose they are."""
    starts, stops = trains.at - within, trains.at + within
    apart = np.ones(len(starts), np.bool_)
    apart[1:] = (trains.member[1:] != trains.member[:-1]) | (starts[1:] > stops[:-1])
    first = np.flatnonzero(apart)
    last = np.append(first[1:], len(starts)) - 1 if len(first) else first
    return starts[first], stops[last], trains.member[first]


def _steps(starts: Floats, stops: Floats, whose: Ints) -> tuple[Floats, Ints, Floats]:
    """On the face of a clock, where the number of days on which a member is beside the moment changes, and by how much.

    Each member has a step at moment 0: the spells that reach over midnight, and whole days.
    """
    members = int(whose.max()) + 1 if len(whose) else 0
    full = np.floor((stops - starts) / DAY)
    begin, end = starts % DAY, stops % DAY
    over = (end < begin).astype(np.float64)
    at_midnight = np.bincount(whose, full + over, members)
    moments = np.concatenate([np.zeros(members), begin, np.nextafter(end, np.inf)])
    step = np.concatenate([at_midnight, np.ones(len(begin)), -np.ones(len(end))])
    return moments, np.concatenate([np.arange(members), whose, whose]), step


def _within(total: Floats, member: Ints) -> Floats:
    """A running total that begins anew with each member, from one that does not; `member` ascending.

    Each member's steps add up to what the spells over midnight began with.
    """
    first = np.flatnonzero(np.concatenate([[True], member[1:] != member[:-1]])) if len(member) else member
    before = np.concatenate([[0.0], total])[first]
    return np.asarray(total - np.repeat(before, np.diff(np.append(first, len(member)))))


def _jumps(values: Floats, member: Ints) -> Floats:
    """What each value adds to the one before it of the same member; the first, all of it."""
    found = values.copy()
    same = member[1:] == member[:-1]
    found[1:][same] -= values[:-1][same]
    return found


def _key(member: Ints, moment: Floats) -> Floats:
    """One number to order by member and then by moment of the day."""
    return member * (2 * DAY) + moment
