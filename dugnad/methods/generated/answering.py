"""Asks of an invented group and who answers them, with what may be expected of it."""

from __future__ import annotations

from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from dugnad.methods.generated.coming import Members
from dugnad.methods.generated.forests import Ints
from dugnad.methods.generated.history import CODES, NONE, Floats, Rows
from dugnad.methods.generated.knobs import Knobs

DAY = 24.0
HELPED = 0.7
"""How often the asker says that an answer helped."""


@dataclass(frozen=True, eq=False)
class Asked:
    """`helping`, shape (n, n): how often each (row) is expected to help each other one (column), given the asks.

    `asks` and `answers` of each, put and expected: shape (n,).
    """

    helping: Floats
    asks: Floats

    @property
    def answers(self) -> Floats:
        """How often each is expected to answer."""
        total: Floats = self.helping.sum(1)
        return total


def answer(rng: np.random.Generator, knobs: Knobs, members: Members, days: float, rows: Rows) -> Asked:
    """Add asks, calls by name, answers, and words that they helped.

    Of the active, some help, some ask and some do both. Whoever does both has a partner among those, who answers `back`
    of their asks; the others are answered by any helper who is there. Nobody asks when no helper is there.
    """
    n = len(members.since)
    helpers, askers, partner = _parts(rng, knobs, members)
    asker = np.repeat(askers, 1 + rng.poisson(max(knobs.asks - 1, 0.0), len(askers)))
    at = members.moments(rng, asker)
    soon = members.until[asker]
    hours = waiting(rng, knobs, len(asker))
    chances = _chances(knobs, members, helpers, asker, partner[asker], at + hours / DAY)
    may = (chances.sum(1) > 0) & (at < days - 8)
    asker, at, hours, chances, soon = asker[may], at[may], hours[may], chances[may], soon[may]
    helping = np.zeros((n, n))
    np.add.at(helping.T, asker, _spread(chances, helpers, n) * knobs.answered)
    asks = rows.add("asked", at, asker, circle=members.circle[asker])
    chosen = _chosen(rng, chances, helpers)
    named = np.flatnonzero(rng.random(len(asker)) < knobs.named)
    rows.add("called", at[named] + 1e-4, asker[named], toward=chosen[named], cause=asks[named])
    done = np.flatnonzero(rng.random(len(asker)) < knobs.answered)
    _answered(rng, rows, members, asks[done], asker[done], chosen[done], at[done] + hours[done] / DAY)
    return Asked(helping, np.bincount(asker, minlength=n).astype(np.float64))


def waiting(rng: np.random.Generator, knobs: Knobs, size: int) -> Floats:
    """Hours until an answer, for asks that are answered within a day: P(within t) = (t / 24)^a.

    a is such that half of all asks are answered after `hours`; where not half are answered, half of those which are.
    """
    part = 0.5 / knobs.answered if knobs.answered > 0.5 else 0.5
    power = log(part) / log(knobs.hours / DAY)
    return np.asarray(DAY * rng.random(size) ** (1 / power), np.float64)


def _parts(rng: np.random.Generator, knobs: Knobs, members: Members) -> tuple[Ints, Ints, Ints]:
    """Who helps, who asks, and the partner of each who does both, who stays as long as they do; -1 for none."""
    some = rng.permutation(np.flatnonzero(members.active))
    number = round(knobs.both * len(some))
    both, rest = some[:number], some[number:]
    both = both[np.argsort(members.until[both], kind="stable")]
    partner = np.full(len(members.since), NONE, np.int64)
    pairs = both[: len(both) // 2 * 2].reshape(-1, 2)
    partner[pairs[:, 0]], partner[pairs[:, 1]] = pairs[:, 1], pairs[:, 0]
    half = (len(rest) + 1) // 2
    return np.concatenate([both, rest[:half]]), np.concatenate([both, rest[half:]]), partner


def _chances(knobs: Knobs, members: Members, helpers: Ints, asker: Ints, partner: Ints, at: Floats) -> Floats:
    """How likely each helper answers each ask, if anybody does: shape (asks, helpers). A row of 0: nobody is there."""
    there = members.there(helpers, at) & (helpers != asker[:, None])
    own = there & (helpers == partner[:, None])
    some = there.sum(1, keepdims=True)
    anybody = there / np.maximum(some, 1)
    back = np.where(own.any(1, keepdims=True), knobs.back, 0.0)
    chances: Floats = back * own + (1 - back) * anybody
    return chances


def _spread(chances: Floats, helpers: Ints, n: int) -> Floats:
    wide = np.zeros((len(chances), n))
    wide[:, helpers] = chances
    return wide


def _chosen(rng: np.random.Generator, chances: Floats, helpers: Ints) -> Ints:
    if not len(chances):
        return np.empty(0, np.int64)
    sums = chances.cumsum(1)
    places = (sums < rng.random(len(chances))[:, None] * sums[:, -1:]).sum(1)
    return np.asarray(helpers[np.minimum(places, len(helpers) - 1)], np.int64)


def _answered(
    rng: np.random.Generator, rows: Rows, members: Members, asks: Ints, asker: Ints, helper: Ints, at: Floats
) -> None:
    kinds = np.where(rng.random(len(at)) < 0.5, CODES["answered-practical"], CODES["answered-emotional"])
    answers = rows.add(kinds, at, helper, toward=asker, cause=asks, circle=members.circle[asker])
    told = at + rng.uniform(0.5, 12, len(at)) / DAY
    some: NDArray[np.bool_] = (rng.random(len(at)) < HELPED) & (told <= members.until[asker])
    rows.add("this-helped", told[some], asker[some], toward=helper[some], cause=answers[some])
