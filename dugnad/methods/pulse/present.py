"""Who did anything on which day, or in which hour, once each; and who was part of a burst."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dugnad.methods.pulse.trains import DAY, Floats, Ints, Trains
from dugnad.methods.pulse.two_states import Bools, spans

BROAD = 0.1
"""The part of the active members from which a burst is one of many. Ours."""
FEWEST_BROAD = 5


@dataclass(frozen=True)
class Burst:
    """From `start` to `end`, in seconds since 1970: `people` did `acts`. `breadth` is their part of the active members.

    `most` is the share of the acts by the one who did most. `weight`: of a burst of people, the evidence for it in
    nats; of one of acts, the highest level reached. A burst by one person is not `broad`, however many acts it has.
    """

    start: float
    end: float
    people: int
    acts: int
    breadth: float
    most: float
    weight: float
    broad: bool


def broad(people: int, members: int) -> bool:
    """Whether `people` are many of `members` who are active."""
    return people >= max(FEWEST_BROAD, BROAD * members)


def told(trains: Trains, first: float, last: float, weight: float, start: float) -> Burst:
    """What happened from `first` up to but not including `last`, in seconds after the window's `start`."""
    acts = np.bincount(trains.member[(trains.at >= first) & (trains.at < last)], minlength=trains.members)
    people, total = int(np.count_nonzero(acts)), int(acts.sum())
    most = float(acts.max()) / max(1, total)
    share = people / trains.members
    return Burst(start + first, start + last, people, total, share, most, weight, broad(people, trains.members))


@dataclass(frozen=True, eq=False)
class Presence:
    """`member` did something in `batch`, a row for each two that go together; `length` of a batch in seconds."""

    member: Ints
    batch: Ints
    members: int
    batches: int
    length: float

    @classmethod
    def of(cls, trains: Trains, length: float) -> Presence:
        """From trains, in batches of which whole numbers make a day."""
        batches = trains.days * round(DAY / length)
        cells = trains.member * batches + (trains.at // length).astype(np.int64)
        cells = cells[np.diff(cells, prepend=-1) > 0]  # in order already, as the trains are
        return cls(cells // batches, cells % batches, trains.members, batches, length)

    @property
    def per_day(self) -> int:
        """Batches in a day."""
        return round(DAY / self.length)

    def counts(self, batch: Ints) -> Floats:
        """How many members were there in each batch, (batches,)."""
        return np.bincount(batch, minlength=self.batches).astype(np.float64)

    def shifted(self, rng: np.random.Generator) -> Ints:
        """`batch`, with all of a member moved by as many whole days as chance has it, around the window."""
        days = self.batches // self.per_day
        moved = self.batch + self.per_day * rng.integers(days, size=self.members)[self.member]
        return np.where(moved >= self.batches, moved - self.batches, moved)

    def many(self, state: Bools, batch: Ints) -> Bools:
        """Which batches lie in a burst of many, when members are there in `batch`, (r,). Shape (batches,)."""
        counts, found = self.counts(batch), np.zeros(self.batches, np.bool_)
        for first, last in spans(state):
            people = int(counts[first:last].max())
            if not broad(people, self.members) and broad(int(counts[first:last].sum()), self.members):
                inside = self.member[(batch >= first) & (batch < last)]
                people = int(np.count_nonzero(np.bincount(inside)))
            found[first:last] = broad(people, self.members)
        return found
