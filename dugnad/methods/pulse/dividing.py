"""The division of labour of people drawn in any number each: all of it is made of sums over people."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from dugnad.methods.pulse.entropies import Floats, entropy, left_by_chance, xlogx
from dugnad.methods.pulse.people_tasks import PeopleTasks


@dataclass(frozen=True, eq=False)
class Parts:
    """Of each person, shape (p,): acts n; n H(task | person) as it is (`left`) and by chance (`chance_left`)."""

    table: PeopleTasks
    each: Floats
    left: Floats
    chance_left: Floats
    of_tasks: float
    of_people: float

    @cached_property
    def matrix(self) -> Floats:
        """People x tasks."""
        return self.table.matrix

    @property
    def acts(self) -> float:
        """How many there are; 1 for none, so that nothing is divided by 0."""
        return max(1.0, float(self.each.sum()))

    @property
    def shared(self) -> float:
        """The mutual information of people and tasks, in nats."""
        return max(0.0, self.of_tasks - float(self.left.sum()) / self.acts)

    @property
    def by_chance(self) -> float:
        """Its expectation when labels are shuffled."""
        return self.of_tasks - float(self.chance_left.sum()) / self.acts

    def excess(self, weights: Floats, *, by_person: bool) -> tuple[Floats, Floats]:
        """(observed - by chance) / (1 - by chance) with each person taken `weights` times, (b, p); and what adds to it.

        A person drawn twice counts as two. What chance leaves is taken to grow as the entropy of the tasks does. Shapes
        (b,) and (b, p), the second what one more of each person adds to the first, of mean 0 over those taken.
        """
        n, acts = self.each, (weights @ self.each)[:, None]
        of_task = weights @ self.matrix
        tasks = np.log(acts) - xlogx(of_task).sum(axis=1, keepdims=True) / acts
        heard = -np.log(np.where(of_task > 0, of_task / acts, 1.0)) @ self.matrix.T
        on_tasks = (heard - n * tasks) / acts
        left = (weights @ self.left)[:, None] / acts
        on_left = (self.left - n * left) / acts
        flat = (weights @ self.chance_left)[:, None] / acts
        chance, on_chance = flat * tasks / self.of_tasks, (self.chance_left - n * flat) / acts * tasks / self.of_tasks
        on_chance = on_chance + flat / self.of_tasks * on_tasks
        whole, on_whole = tasks, on_tasks
        if not by_person:
            whole = np.log(acts) - (weights @ xlogx(n))[:, None] / acts
            on_whole = (n * (np.log(acts) - whole) - xlogx(n) + n) / acts
        with np.errstate(divide="ignore", invalid="ignore"):
            room = whole - tasks + chance
            value = (chance - left) / room
            found = (on_chance - on_left - value * (on_whole - on_tasks + on_chance)) / room
        mean = (weights * found).sum(axis=1, keepdims=True) / weights.sum(axis=1, keepdims=True)
        return value[:, 0], found - mean


def parts(table: PeopleTasks) -> Parts:
    """All that the division of labour of a table is made of. Of an empty one: zeros."""
    each = table.each
    left = xlogx(each) - np.bincount(table.person, xlogx(table.acts.astype(np.float64)), table.people)
    chance_left = left_by_chance(each, table.of_task) if table.people else each
    return Parts(table, each, left, chance_left, entropy(table.of_task), entropy(each))
