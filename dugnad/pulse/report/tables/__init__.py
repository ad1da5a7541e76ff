"""The numbers behind each plot, as a table that people read and as CSV that machines read."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dugnad.pulse.report.figures import hides
from dugnad.pulse.report.said import OF_MEMBERS, known
from dugnad.pulse.report.tables import counted, curves, shares
from dugnad.pulse.report.tables.table import Table
from dugnad.pulse.report.told import Told
from dugnad.pulse.report.words import Words

TABLES: Mapping[str, Callable[[Told, Words], Table]] = {
    "gini": counted.bands,
    "lorenz": curves.lorenz,
    "time_to_work": curves.stepwise,
    "time_to_answer": curves.stepwise,
    "survival": curves.stepwise,
    "dependence": shares.lost,
    "funnel": shares.funnel,
    "answered": shares.answered,
    "carry_over": shares.carried,
    "bursts": counted.bursts,
    "trees": counted.levels,
}


def table(one: Told, words: Words) -> Table | None:
    """The table of `one`, of one row where it is one number; None where there is too little data."""
    if not known(one):
        return None
    if one.measure in OF_MEMBERS - {"funnel"} and hides(one.value or 0, one.n):
        return shares.strip(one, words)
    found = TABLES.get(one.measure, shares.strip)(one, words)
    return found if found.rows else shares.strip(one, words)
