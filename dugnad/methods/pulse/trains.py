"""When each member acted, in a window of whole days: the trains of events that are laid beside one another."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dugnad.methods.pulse.measured import Window

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
DAY = 86_400.0


@dataclass(frozen=True, eq=False)
class Trains:
    """`member` (places from 0 to `members` - 1) acted `at` seconds after the start of `days` days.

    Ordered by member, then time. The last day may be a part of one.
    """

    member: Ints
    at: Floats
    members: int
    days: int

    @classmethod
    def of(cls, actor: ArrayLike, at: ArrayLike, window: Window) -> Trains:
        """Acts of any actors at seconds since 1970, UTC; what lies outside the window is left out."""
        who, when = np.asarray(actor, np.int64).ravel(), np.asarray(at, np.float64).ravel()
        if len(who) != len(when) or not np.isfinite(when).all():
            raise ValueError("each act has its actor and its moment")
        start, end = window.start.timestamp(), window.end.timestamp()
        inside = (when >= start) & (when < end)
        found, member = np.unique(who[inside], return_inverse=True)
        return cls.placed(member.astype(np.int64), when[inside] - start, len(found), window)

    @classmethod
    def placed(cls, member: Ints, since: Floats, members: int, window: Window) -> Trains:
        """Acts of members who have their place, at seconds since the start of the window they lie in."""
        order = np.lexsort((since, member))
        days = int(np.ceil((window.end - window.start).total_seconds() / DAY))
        return cls(member[order], since[order], members, days)

    @property
    def each(self) -> Ints:
        """How many acts of each member, shape (members,)."""
        return np.bincount(self.member, minlength=self.members).astype(np.int64)

    def only(self, chosen: NDArray[np.bool_]) -> Trains:
        """The same of the members `chosen` alone, shape (members,)."""
        rows = chosen[self.member]
        place = np.cumsum(chosen) - 1
        return Trains(place[self.member[rows]], self.at[rows], int(chosen.sum()), self.days)

    def some(self, most: int, rng: np.random.Generator) -> Trains:
        """The same, or of members taken at random that have `most` acts together at most."""
        if len(self.at) <= most:
            return self
        order = rng.permutation(self.members)
        chosen = np.zeros(self.members, np.bool_)
        chosen[order[np.cumsum(self.each[order]) <= most]] = True
        return self.only(chosen)

    def shifted(self, rng: np.random.Generator) -> Floats:
        """`at`, with each member's acts moved by as many whole days as chance has it, around the window."""
        moved = self.at + DAY * rng.integers(self.days, size=self.members)[self.member]
        around = self.days * DAY
        return np.where(moved >= around, moved - around, moved)
