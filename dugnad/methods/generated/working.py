"""Tasks and pledges of an invented group: who does what, alone or together with others, and who keeps their word."""

from __future__ import annotations

import numpy as np

from dugnad.methods.generated.coming import Members
from dugnad.methods.generated.forests import Ints
from dugnad.methods.generated.history import CODES, TASKS, Floats, Rows
from dugnad.methods.generated.knobs import Knobs

PLEDGE = 0.5
"""Share of the active who pledge something."""
EVENING = 18 / 24


def work(rng: np.random.Generator, knobs: Knobs, members: Members, days: float, rows: Rows) -> Floats:
    """Add what the active do; returns how many of each task each is expected to do, shape (n, tasks).

    Everybody has one task of their own, done with chance `own`; else it is any of them.
    """
    some = np.flatnonzero(members.active)
    mine = rng.integers(len(TASKS), size=len(members.since))
    each = np.zeros(len(members.since), np.int64)
    each[some] = 1 + rng.poisson(max(knobs.tasks - 1, 0.0), len(some))
    who = np.repeat(np.arange(len(each)), each)
    any_task = rng.integers(len(TASKS), size=len(who))
    task = np.where(rng.random(len(who)) < knobs.own, mine[who], any_task)
    codes = np.array([CODES[name] for name in TASKS])
    rows.add(codes[task], _when(rng, knobs, members, who, days), who, circle=members.circle[who])
    expected = np.repeat(each[:, None] * (1 - knobs.own) / len(TASKS), len(TASKS), axis=1)
    expected[np.arange(len(each)), mine] += each * knobs.own
    return np.asarray(expected, np.float64)


def _when(rng: np.random.Generator, knobs: Knobs, members: Members, who: Ints, days: float) -> Floats:
    """Any moment of one's stay, or within an hour in which others do the same, if one is there then."""
    alone = members.moments(rng, who)
    hours = np.arange(knobs.gatherings) * days / max(knobs.gatherings, 1) + EVENING if knobs.gatherings else _launch()
    begins = rng.choice(hours, size=len(who)) + rng.random(len(who)) / 24
    first = np.searchsorted(hours, members.since[who])
    last = np.searchsorted(hours, members.until[who] - 1 / 24)
    can = last > first
    place = np.minimum(first + (rng.random(len(who)) * (last - first)).astype(np.int64), len(hours) - 1)
    begins = hours[np.where(can, place, 0)] + rng.random(len(who)) / 24
    return np.where(can & (rng.random(len(who)) < knobs.together), begins, alone)


def _launch() -> Floats:
    """Two evenings of three hours, a few days after it began."""
    return np.array([day + EVENING + hour / 24 for day in (4.0, 5.0) for hour in range(3)])


def pledge(rng: np.random.Generator, knobs: Knobs, members: Members, rows: Rows) -> Ints:
    """Add pledges, and those that were kept, within two weeks. Returns the pledges of each, shape (n,)."""
    some = np.flatnonzero(members.active & (rng.random(len(members.since)) < PLEDGE))
    at = members.moments(rng, some)
    pledges = rows.add("pledged", at, some, circle=members.circle[some])
    kept = np.flatnonzero(rng.random(len(some)) < knobs.kept)
    then = np.minimum(at + rng.uniform(0.1, 14, len(some)), members.until[some])
    rows.add("pledge-kept", then[kept], some[kept], cause=pledges[kept], circle=members.circle[some[kept]])
    return np.bincount(some, minlength=len(members.since)).astype(np.int64)
