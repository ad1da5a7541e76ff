"""From plain facts about people to those who are called: what `matching` needs, made of what a database gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from math import inf, nan

import numpy as np
from numpy.typing import NDArray

from dugnad.methods.matching import Candidates, Prior, chance, choose, fit, posterior

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Person:
    """Somebody who could be called. `name` is their own and always the same: luck goes by it.

    `skilled`, `speaks`: whether they have any of what is asked for; None where nothing in particular is. `km`: None
    where it is not known. `answered` of `decided` calls were answered in time; one that was not counts as much as it
    suited them. `recent`: calls in the last seven days.
    `days` since the last call: None if never.
    """

    name: str
    capacity: int
    quiet: bool
    skilled: bool | None = None
    speaks: bool | None = None
    km: float | None = None
    recent: int = 0
    days: float | None = None
    answered: int = 0
    decided: float = 0.0


@dataclass(frozen=True)
class Chosen:
    """Places in the list of people of those to call, the most promising first, and how well it suits each, 0 to 1.

    `sure`: whether help is near certain with them and those who were called before.
    """

    places: list[int]
    fits: list[float]
    sure: bool


def wave(
    people: Sequence[Person],
    waiting: Sequence[Person] = (),
    *,
    came: float,
    decided: float,
    seed: Sequence[int],
    needed: int = 1,
) -> Chosen:
    """Whom of `people` to call, when those in `waiting` were called a while ago and may still answer.

    `came` of `decided` calls of the circle were answered in time. The same people and seed, each a number from 0 on,
    give the same wave. Raises ValueError where a number is out of its range.
    """
    everybody = [*people, *waiting]
    suits = _suits(everybody)
    here = suits[: len(people)]
    known = Candidates(
        key=np.array([_key(one.name) for one in people], np.uint64),
        fit=here.astype(np.float32),
        answered=_column([one.answered for one in people]),
        called=_column([max(one.answered, one.decided) for one in people]),
        recent=_column([one.recent for one in people]),
        capacity=_column([one.capacity for one in people]),
        days=_column([inf if one.days is None else one.days for one in people]),
        quiet=np.array([one.quiet for one in people], np.bool_),
    )
    prior = Prior.of_circle(came, max(came, decided))
    yes, no = posterior([one.answered for one in waiting], [max(one.answered, one.decided) for one in waiting], prior)
    found = choose(
        known,
        prior,
        rng=np.random.default_rng(list(seed)),
        needed=needed,
        waiting=chance(yes, no, suits[len(people) :]),
    )
    places = [int(place) for place in found.chosen]
    return Chosen(places, [float(here[place]) for place in places], found.reached)


def _suits(people: Sequence[Person]) -> Floats:
    return fit(
        len(people),
        skill=_part([one.skilled for one in people]),
        language=_part([one.speaks for one in people]),
        km=None if all(one.km is None for one in people) else [nan if one.km is None else one.km for one in people],
    ).total


def _column(values: Sequence[float]) -> NDArray[np.float32]:
    return np.array(values, np.float32)


def _part(values: Sequence[bool | None]) -> list[float] | None:
    return None if all(value is None for value in values) else [float(bool(value)) for value in values]


def _key(name: str) -> int:
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest())
