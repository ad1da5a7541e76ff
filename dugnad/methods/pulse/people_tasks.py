"""Who did how much of what: acts of people in tasks, one row for each of the two that go together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class PeopleTasks:
    """`person` (places from 0 to `people` - 1) did `task` (0 to `tasks` - 1) `acts` times, above 0: shape (r,) each.

    Who did nothing, and what nobody did, is not in it.
    """

    person: Ints
    task: Ints
    acts: Ints
    people: int
    tasks: int

    @classmethod
    def of(cls, actor: ArrayLike, task: ArrayLike, acts: ArrayLike | None = None) -> PeopleTasks:
        """From any numbers for people and tasks, rows more than once too. ValueError for acts that are no counts."""
        who, what = np.asarray(actor, np.int64).ravel(), np.asarray(task, np.int64).ravel()
        counted = np.ones(len(who)) if acts is None else np.asarray(acts, np.float64).ravel()
        if not len(who) == len(what) == len(counted):
            raise ValueError("people, tasks and acts are columns of one length")
        if (counted < 0).any() or (counted != np.floor(counted)).any():
            raise ValueError("acts are counted in whole numbers")
        some = counted > 0
        people, persons = np.unique(who[some], return_inverse=True)
        tasks, kinds = np.unique(what[some], return_inverse=True)
        pairs, row = np.unique(persons * max(1, len(tasks)) + kinds, return_inverse=True)
        times = np.bincount(row, counted[some], len(pairs)).round().astype(np.int64)
        return cls(pairs // max(1, len(tasks)), pairs % max(1, len(tasks)), times, len(people), len(tasks))

    @property
    def each(self) -> Floats:
        """Acts of each person, shape (people,)."""
        return np.bincount(self.person, self.acts, self.people).astype(np.float64)

    @property
    def of_task(self) -> Floats:
        """Acts in each task, shape (tasks,)."""
        return np.bincount(self.task, self.acts, self.tasks).astype(np.float64)

    @property
    def matrix(self) -> Floats:
        """Acts as people x tasks, dense."""
        found = np.zeros((self.people, self.tasks))
        found[self.person, self.task] = self.acts
        return found

    def only(self, chosen: NDArray[np.bool_]) -> PeopleTasks:
        """The same of the people `chosen` alone, shape (people,)."""
        rows = chosen[self.person]
        return PeopleTasks.of(self.person[rows], self.task[rows], self.acts[rows])
