"""Had every act kept its person and its task, and the two only met by chance: labels are shuffled."""

from __future__ import annotations

import numpy as np

from dugnad.methods.pulse.entropies import Floats, xlogx
from dugnad.methods.pulse.intervals import BLOCK
from dugnad.methods.pulse.people_tasks import PeopleTasks

MOST_ACTS = 40_000
"""Acts that are shuffled at most. Of more, people are taken at random until there are as many."""


def shuffled(table: PeopleTasks, shuffles: int, rng: np.random.Generator) -> Floats:
    """The sum of c ln c over all cells, for each of `shuffles` tables in which tasks fell on acts anew, (shuffles,)."""
    people = np.repeat(table.person, table.acts)
    labels = np.repeat(table.task, table.acts)
    cells = table.people * table.tasks
    worth = xlogx(np.arange(int(table.each.max()) + 1, dtype=np.float64))
    at_once = max(1, BLOCK // max(len(labels), cells))
    found = []
    for begun in range(0, shuffles, at_once):
        rows = min(at_once, shuffles - begun)
        mixed = rng.permuted(np.broadcast_to(labels, (rows, len(labels))), axis=1)
        places = mixed + people * table.tasks + cells * np.arange(rows)[:, None]
        counts = np.bincount(places.ravel(), minlength=rows * cells).reshape(rows, cells)
        found.append(worth[counts].sum(axis=1))
    return np.concatenate(found)


def chance(table: PeopleTasks, shuffles: int, seed: int) -> tuple[float, int | None]:
    """p: how often chance divides work as much as it was, at least. And of how many people, None for all of them."""
    rng = np.random.default_rng(seed)
    some = _few(table, rng)
    done = float(xlogx(some.acts.astype(np.float64)).sum())
    as_much = shuffled(some, shuffles, rng) >= done - 1e-9 * max(1.0, done)
    return (1 + int(as_much.sum())) / (shuffles + 1), None if some is table else some.people


def _few(table: PeopleTasks, rng: np.random.Generator) -> PeopleTasks:
    """The table, or that of people at random with `MOST_ACTS` acts at most; of whom acts too, if one has more."""
    if int(table.acts.sum()) <= MOST_ACTS:
        return table
    order = rng.permutation(table.people)
    fits = np.cumsum(table.each[order]) <= MOST_ACTS
    fits[:20] = True
    chosen = np.zeros(table.people, np.bool_)
    chosen[order[fits]] = True
    some = table.only(chosen)
    if int(some.acts.sum()) <= MOST_ACTS:
        return some
    acts = rng.choice(int(some.acts.sum()), MOST_ACTS, replace=False)
    row = np.searchsorted(np.cumsum(some.acts), acts, side="right")
    return PeopleTasks.of(some.person[row], some.task[row])
