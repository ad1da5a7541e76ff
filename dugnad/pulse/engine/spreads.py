"""How many members did how much, and how much each did."""

from __future__ import annotations

import numpy as np
from ibis.expr.types import Table

from dugnad.methods.pulse.spread import Spread
from dugnad.pulse.acts.schema import EFFORTS
from dugnad.pulse.engine.codes import DECIDES, HELPS, TOKEN
from dugnad.pulse.engine.fetching import Floats, ints

BEYOND = "beyond"
"""Acts that are more than a click: voice, work, bringing and giving."""
COUNTED = (BEYOND, *EFFORTS, "helps", "decides")


def per_member(deeds: Table) -> Table:
    """One row for each member who did something in the window: how many acts of each effort, helping, deciding."""
    here = deeds.filter(deeds.here)
    found = here.group_by("actor").agg(
        **{effort: (here.effort == code).sum() for code, effort in enumerate(EFFORTS)},
        helps=(here.relation == HELPS).sum(),
        decides=((here.relation == DECIDES) & (here.effort != TOKEN)).sum(),
    )
    return found.mutate(beyond=found.voice + found.work + found.bring + found.give)


def spread_of(each: Table, column: str, members: int) -> Spread:
    """The spread of a column of a table with one row for some of the members; the others have 0."""
    counts = each.group_by(column).agg(people=each.count())
    values, people = ints(counts.filter(counts[column] > 0).order_by(column), column, "people")
    zeros = members - int(people.sum())
    if zeros:
        values, people = np.concatenate([[0], values]), np.concatenate([[zeros], people])
    return Spread(values.astype(np.float64), people.astype(np.float64))


def counts_of(each: Table, column: str, members: int) -> Floats:
    """A column of such a table for each of the members, shape (members,), most first, and 0 for the others."""
    (found,) = ints(each.filter(each[column] > 0), column)
    every = np.zeros(members)
    every[: len(found)] = np.sort(found)[::-1]
    return every
