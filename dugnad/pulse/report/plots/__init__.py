"""A plot of a measure, as SVG for a page. Loads matplotlib: for the worker and the command line, never for pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dugnad.pulse.report.figures import hides
from dugnad.pulse.report.plots import bars, curves, strips, waves
from dugnad.pulse.report.said import OF_MEMBERS, SHARES, known
from dugnad.pulse.report.told import Told
from dugnad.pulse.report.words import Words

PLOTS: Mapping[str, Callable[[Told, Words], str | None]] = {
    "gini": bars.bands,
    "lorenz": curves.lorenz,
    "time_to_work": curves.stepwise,
    "time_to_answer": curves.stepwise,
    "survival": curves.stepwise,
    "dependence": bars.lost,
    "funnel": bars.funnel,
    "answered": bars.answered,
    "carry_over": bars.carried,
    "trees": bars.levels,
    "bursts": waves.bursts,
    "pay_forward": strips.times,
    "lift": strips.times,
}
BETWEEN = SHARES | {"gini"}
"""Values between 0 and 1, which can be drawn as one bar where there is nothing more to draw."""
WITHOUT = frozenset({"gini_active", "theil", "tail"})
"""Numbers that stand in words alone: a picture of one number without a scale says nothing more."""


def plot(one: Told, words: Words) -> str | None:
    """An inline `<svg>` of `one`; None where there is too little data, or nothing that a picture would add."""
    if not known(one) or one.measure in WITHOUT:
        return None
    if one.measure in OF_MEMBERS - {"funnel"} and hides(one.value or 0, one.n):
        return None
    found = PLOTS.get(one.measure, strips.strip)(one, words)
    return strips.strip(one, words) if found is None and one.measure in BETWEEN else found
