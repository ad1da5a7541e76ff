"""Are people alike in what they do? Solidarity from likeness, which Durkheim called mechanical."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from dugnad.methods.pulse.accelerated import ends
from dugnad.methods.pulse.directions import Directions, cosines, turned
from dugnad.methods.pulse.intervals import DRAWS, MOST_NUMBERS
from dugnad.methods.pulse.measured import FEWEST_ACTIVE, Caution, Measured, Reason, Window
from dugnad.methods.pulse.people_tasks import PeopleTasks

VERSION = "1"
SHUFFLES = 500
MOST_CELLS = 40_000
"""People times tasks that are shuffled at most. Of more, people are taken at random."""


@dataclass(frozen=True, kw_only=True)
class Likeness(Measured):
    """`value`: the mean cosine of what two members did; n, the active members; `null`, see `likeness`.

    `excess` is (value - null) / (1 - null), None where chance alone makes all alike; `p`, how often rows shuffled give
    as much. p rests on `sampled` members, drawn at random; None for all.
    """

    tasks: int
    excess: float | None = None
    p: float | None = None
    sampled: int | None = None


def likeness(
    actor: ArrayLike,
    task: ArrayLike,
    acts: ArrayLike | None = None,
    *,
    seed: int = 0,
    window: Window | None = None,
    shuffles: int = SHUFFLES,
    draws: int = DRAWS,
) -> Likeness:
    """How alike members are in what they do: mean cosine of `acts` per `task` over all pairs. 0 nothing shared, 1 same.

    `acts`: of each row, one if not given; any numbers for people and tasks. `null`: had each member's numbers fallen on
    the tasks in any order. With a single task everybody is alike by that alone: value and null are 1. How much a member
    does makes no difference to it, only of what.
    """
    table = PeopleTasks.of(actor, task, acts)
    reason = Reason.FEW_ACTIVE if table.people else Reason.NOTHING_DONE
    bare = Likeness(
        measure="likeness", version=VERSION, n=table.people, window=window, tasks=table.tasks, reason=reason
    )
    if table.people < FEWEST_ACTIVE:
        return bare
    found = Directions.of(table)
    value, null = found.cosine, found.by_chance
    told = _interval(found, seed, draws)
    p, sampled = _chance(table, shuffles, seed)
    values = {
        "reason": None,
        "value": value,
        "low": told[0] if told else None,
        "high": told[1] if told else None,
        "caution": None if told else Caution.ALIKE,
        "null": null,
        "excess": (value - null) / (1 - null) if null < 1 - 1e-9 else None,
        "p": p,
        "sampled": sampled,
    }
    return Likeness(**vars(bare) | values)


def _interval(found: Directions, seed: int, draws: int) -> tuple[float, float] | None:
    few = found.table.people * max(draws, found.table.tasks) <= MOST_NUMBERS
    matrix = found.matrix if few else np.empty((0, 0))
    return ends(
        found.cosine,
        lambda weights: cosines(matrix, weights),
        found.influence,
        seed=seed,
        draws=draws,
        cells=0 if few else MOST_NUMBERS + 1,
        lowest=0.0,
        highest=1.0,
    )


def _chance(table: PeopleTasks, shuffles: int, seed: int) -> tuple[float, int | None]:
    rng = np.random.default_rng(seed)
    some = table
    if table.people * table.tasks > MOST_CELLS:
        chosen = np.zeros(table.people, np.bool_)
        chosen[rng.permutation(table.people)[: max(FEWEST_ACTIVE, MOST_CELLS // table.tasks)]] = True
        rows = chosen[table.person]
        who = (np.cumsum(chosen) - 1)[table.person[rows]]
        some = PeopleTasks(who, table.task[rows], table.acts[rows], int(chosen.sum()), table.tasks)
    found = Directions.of(some)
    as_much = turned(found.matrix, shuffles, rng) >= float(found.whole @ found.whole) * (1 - 1e-12)
    return (1 + int(as_much.sum())) / (shuffles + 1), None if some is table else some.people
