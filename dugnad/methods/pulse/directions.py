"""Each person as a direction: what they did of each task, of length 1. And how alike the directions are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dugnad.methods.pulse.entropies import Floats
from dugnad.methods.pulse.intervals import BLOCK
from dugnad.methods.pulse.people_tasks import PeopleTasks


@dataclass(frozen=True, eq=False)
class Directions:
    """`length`: of each row of `table` its part of the person's direction; `whole`: the sum of all, shape (tasks,)."""

    table: PeopleTasks
    length: Floats
    whole: Floats

    @classmethod
    def of(cls, table: PeopleTasks) -> Directions:
        """From acts, in time proportional to the rows."""
        acts = table.acts.astype(np.float64)
        length = acts / np.sqrt(np.bincount(table.person, acts**2, table.people))[table.person]
        return cls(table, length, np.bincount(table.task, length, table.tasks).astype(np.float64))

    @property
    def cosine(self) -> float:
        """The mean cosine of two different people: (|sum of directions|² - n) / (n (n - 1)). In [0, 1], for n > 1."""
        n = self.table.people
        return min(1.0, max(0.0, (float(self.whole @ self.whole) - n) / (n * (n - 1))))

    @property
    def by_chance(self) -> float:
        """What it would be on average, had each person's numbers fallen on the tasks in any order.

        The cosine of x and y is then the sum of x times the sum of y over the number of tasks.
        """
        n, sums = self.table.people, np.bincount(self.table.person, self.length, self.table.people)
        return float(sums.sum() ** 2 - sums @ sums) / (self.table.tasks * n * (n - 1))

    @property
    def influence(self) -> Floats:
        """What one more of each person adds to the cosine, of mean 0. Shape (people,)."""
        n = self.table.people
        near = np.bincount(self.table.person, self.length * self.whole[self.table.task], n)
        found = 2 * (near - 1 + self.cosine) / (n * (n - 1))
        return np.asarray(found - found.mean())

    @property
    def matrix(self) -> Floats:
        """The directions as people x tasks, dense."""
        found = np.zeros((self.table.people, self.table.tasks))
        found[self.table.person, self.table.task] = self.length
        return found


def cosines(matrix: Floats, weights: Floats) -> Floats:
    """The mean cosine with each person taken `weights` times, (b, p); two of the same person are no pair. (b,)."""
    n, same = weights.sum(axis=1), (weights**2).sum(axis=1)
    whole = weights @ matrix
    return np.asarray(((whole**2).sum(axis=1) - same) / (n**2 - same))


def turned(matrix: Floats, times: int, rng: np.random.Generator) -> Floats:
    """|sum of directions|² where each person's numbers fell on the tasks anew, `times` over. Shape (times,)."""
    at_once = max(1, BLOCK // matrix.size)
    found = []
    for begun in range(0, times, at_once):
        mixed = rng.permuted(np.broadcast_to(matrix, (min(at_once, times - begun), *matrix.shape)), axis=2)
        found.append((mixed.sum(axis=1) ** 2).sum(axis=1))
    return np.concatenate(found)
