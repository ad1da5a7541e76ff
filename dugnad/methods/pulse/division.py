"""Do people do different things? Division of labour in both directions, beyond what chance looks like."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from dugnad.methods.pulse.dividing import Parts, parts
from dugnad.methods.pulse.intervals import DRAWS
from dugnad.methods.pulse.measured import FEWEST_ACTIVE, Caution, Measured, Reason, Window
from dugnad.methods.pulse.people_tasks import PeopleTasks
from dugnad.methods.pulse.shuffling import chance
from dugnad.methods.pulse.studentised import studentised

VERSION = "1"
SHUFFLES = 500
MOST_BIAS = 0.10
"""What chance alone may be expected to make of it (4-measures, 4.1): above that there is no value."""


@dataclass(frozen=True, kw_only=True)
class Division(Measured):
    """`value`: how much of the division that is possible there is beyond chance; `null` is 0, n the active members.

    `observed` is the division as counted, `by_chance` its mean were labels shuffled; `p`, how often shuffling gives as
    much. It rests on `sampled` members, drawn at random; None for all.
    """

    acts: int
    tasks: int
    observed: float | None = None
    by_chance: float | None = None
    p: float | None = None
    sampled: int | None = None


@dataclass(frozen=True)
class Divided:
    """`people`: how far each person does one task; `tasks`: how far each task is done by one person."""

    people: Division
    tasks: Division


def division(
    actor: ArrayLike,
    task: ArrayLike,
    acts: ArrayLike | None = None,
    *,
    seed: int = 0,
    window: Window | None = None,
    shuffles: int = SHUFFLES,
    draws: int = DRAWS,
) -> Divided:
    """The division of labour of `acts` (one a row, if not given) by `actor` in `task`; any numbers, rows in any order.

    Gorelick, Bertram, Killeen and Fewell, American Naturalist 164 (2004) 677: mutual information over the entropy of
    tasks (`people`) or of people (`tasks`), in [0, 1]. Random acts of few look like division too, so the value is what
    is beyond: (observed - by chance) / (1 - by chance). It is below 0 where people are more alike than by chance.
    """
    table = PeopleTasks.of(actor, task, acts)
    found = parts(table)
    reasons = [_reason(table, whole) for whole in (found.of_tasks, found.of_people)]
    p, sampled = (None, None) if all(reasons) else chance(table, shuffles, seed)
    both = []
    for by_person, reason in zip((True, False), reasons, strict=True):
        bare = Division(
            measure="division_people" if by_person else "division_tasks",
            version=VERSION,
            n=table.people,
            window=window,
            reason=reason or Reason.FEW_ACTS,
            acts=int(table.acts.sum()),
            tasks=table.tasks,
        )
        values = {} if reason else _values(found, by_person, seed, draws) | {"p": p, "sampled": sampled}
        both.append(Division(**vars(bare) | values))
    return Divided(*both)


def _reason(table: PeopleTasks, whole: float) -> Reason | None:
    if not table.people:
        return Reason.NOTHING_DONE
    if table.people < FEWEST_ACTIVE:
        return Reason.FEW_ACTIVE
    if table.tasks < 2:
        return Reason.ONE_TASK
    bias = (table.people - 1) * (table.tasks - 1) / (2 * float(table.acts.sum()) * whole)
    return Reason.FEW_ACTS if bias > MOST_BIAS else None


def _values(found: Parts, by_person: bool, seed: int, draws: int) -> dict[str, object]:
    whole = found.of_tasks if by_person else found.of_people
    value, _ = found.excess(np.ones((1, len(found.each))), by_person=by_person)
    told = studentised(lambda weights: found.excess(weights, by_person=by_person), len(found.each), seed, draws)
    return {
        "reason": None,
        "value": float(value[0]),
        "low": told[0] if told else None,
        "high": told[1] if told else None,
        "caution": None if told else Caution.ALIKE,
        "null": 0.0,
        "observed": found.shared / whole,
        "by_chance": found.by_chance / whole,
    }
