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

    def excess(self, weights: Floats, *, by_person: bool) -> Floats:
        """(observed - by chance) / (1 - by chance) with each person taken `weights` times, (b, p). Shape (b,).

        A person drawn twice counts as two. What chance leaves is taken to grow as the entropy of the tasks does.
        """
        acts = weights @ self.each
        tasks = np.log(acts) - xlogx(weights @ self.matrix).sum(axis=1) / acts
        left = weights @ self.left / acts
        chance_left = weights @ self.chance_left / acts * tasks / self.of_tasks
        whole = tasks if by_person else np.log(acts) - weights @ xlogx(self.each) / acts
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray((chance_left - left) / (whole - tasks + chance_left))

    def influence(self, *, by_person: bool) -> Floats:
        """What one more of each person adds to `excess`, of mean 0. Shape (p,)."""
        acts = self.acts
        left, chance_left = self.left.sum() / acts, self.chance_left.sum() / acts
        surprise = -np.log(self.table.of_task / acts)
        heard = np.bincount(self.table.person, self.table.acts * surprise[self.table.task], len(self.each))
        on_tasks = (heard - self.each * self.of_tasks) / acts
        on_left = (self.left - self.each * left) / acts
        on_chance = (self.chance_left - self.each * chance_left) / acts + chance_left / self.of_tasks * on_tasks
        whole, on_whole = self.of_tasks, on_tasks
        if not by_person:
            whole, on_whole = self.of_people, (self.each * (np.log(acts) - self.of_people) - xlogx(self.each)) / acts
            on_whole = on_whole + self.each / acts
        room = whole - self.of_tasks + chance_left
        value = (chance_left - left) / room
        found = (on_chance - on_left - value * (on_whole - on_tasks + on_chance)) / room
        return np.asarray(found - found.mean())


def parts(table: PeopleTasks) -> Parts:
    """All that the division of labour of a table is made of. Of an empty one: zeros."""
    each = table.each
    left = xlogx(each) - np.bincount(table.person, xlogx(table.acts.astype(np.float64)), table.people)
    chance_left = left_by_chance(each, table.of_task) if table.people else each
    return Parts(table, each, left, chance_left, entropy(table.of_task), entropy(each))
