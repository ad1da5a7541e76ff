"""From plain facts about people to those who are called: what `matching` needs, made of what a database gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from math import inf, nan

import numpy as np

from dugnad.methods.matching import Candidates, Prior, choose, fit


@dataclass(frozen=True)
class Person:
    """Somebody who could be called. `name` is their own and always the same: luck goes by it.

    `skilled`, `speaks`: whether they have any of what is asked for; None where nothing in particular is. `km`: None
    where it is not known. `answered` of `decided` calls were answered in time. `recent`: calls in the last seven days.
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
    decided: int = 0


def wave(people: Sequence[Person], *, came: int, decided: int, seed: Sequence[int], needed: int = 1) -> list[int]:
    """Places in `people` of those to call, in order of what asking them may bring. Empty when nobody may be asked.

    `came` of `decided` calls of the circle were answered in time. The same people and seed, each a number from 0 on,
    give the same wave. Raises ValueError where a number is out of its range.
    """
    if not people:
        return []
    suits = fit(
        len(people),
        skill=_part([one.skilled for one in people]),
        language=_part([one.speaks for one in people]),
        km=None if all(one.km is None for one in people) else [nan if one.km is None else one.km for one in people],
    )
    known = Candidates(
        key=np.array([_key(one.name) for one in people], np.uint64),
        fit=suits.total.astype(np.float32),
        answered=_column([one.answered for one in people]),
        called=_column([one.decided for one in people]),
        recent=_column([one.recent for one in people]),
        capacity=_column([one.capacity for one in people]),
        days=_column([inf if one.days is None else one.days for one in people]),
        quiet=np.array([one.quiet for one in people], np.bool_),
    )
    chosen = choose(known, Prior.of_circle(came, decided), rng=np.random.default_rng(list(seed)), needed=needed).chosen
    return [int(place) for place in chosen]


def _column(values: Sequence[float]) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    return np.array(values, np.float32)


def _part(values: Sequence[bool | None]) -> list[float] | None:
    return None if all(value is None for value in values) else [float(bool(value)) for value in values]


def _key(name: str) -> int:
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest())
