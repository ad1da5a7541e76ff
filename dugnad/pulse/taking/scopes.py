"""The measures of one scope, sifted, in words' reach, and drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from dugnad.methods.pulse.measured import Window
from dugnad.pulse.engine.results import Results
from dugnad.pulse.engine.run import measures
from dugnad.pulse.report.method import METHOD
from dugnad.pulse.report.plots import plot
from dugnad.pulse.report.told import Told, told
from dugnad.pulse.report.words import words_in
from dugnad.pulse.taking.floors import LASTING
from dugnad.pulse.taking.order import Order, Scope, Taken
from dugnad.pulse.taking.sifting import may_be_drawn, sifted


def taken(order: Order, scope: Scope, acts: Path, since: datetime, elsewhere: dict[str, int]) -> Taken:
    """The pulse of `scope`, whose acts stand in the file `acts`, the first of them after `since`."""
    lap = _measured(order, acts, Window(scope.begins, order.until))
    whole = _measured(order, acts, Window(since, order.until))
    found = {name: told((whole if name in LASTING else lap).measures[name]) for name in lap.measures}
    results, held = sifted(found, scope.told)
    return Taken(
        key=scope.key,
        results={name: one.plain() for name, one in results.items()},
        held=held,
        plots=drawn(results, order.languages),
        facts={"acts": lap.acts, "elsewhere": elsewhere, "method": METHOD},
    )


def drawn(results: Mapping[str, Told], languages: Iterable[str]) -> dict[str, dict[str, str]]:
    """An SVG for each measure that has one, in each language."""
    found: dict[str, dict[str, str]] = {}
    for language in languages:
        speech = words_in(language)
        for name, one in results.items():
            svg = plot(one, speech) if may_be_drawn(one) else None
            if svg:
                found.setdefault(name, {})[language] = svg
    return found


def _measured(order: Order, acts: Path, window: Window) -> Results:
    return measures(acts, window=window, seed=order.seed, now=order.until)
