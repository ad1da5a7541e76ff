"""Results made by hand for the report: what a measure found, and whole groups of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from dugnad.methods.pulse.measured import Measured, Reason, Window
from dugnad.pulse.engine.ids import IDS
from dugnad.pulse.engine.results import Results
from dugnad.pulse.report.told import Told

START = datetime(2026, 1, 1, tzinfo=UTC)
WINDOW = Window(START, START + timedelta(days=28))


def told_of(measure: str, value: float, low: float, high: float, *, n: int = 400, **besides: Any) -> Told:
    """A measure with an interval."""
    return Told(measure=measure, version="1", n=n, value=value, low=low, high=high, **besides)


def silent(measure: str, reason: str = "nothing done", *, n: int = 400, **besides: Any) -> Told:
    """A measure with too little data."""
    return Told(measure=measure, version="1", n=n, reason=reason, **besides)


def among(*known: Told) -> dict[str, Told]:
    """All measures, of which only some are known."""
    return {measure: silent(measure) for measure in IDS} | {one.measure: one for one in known}


SUPPORT = among(
    told_of("answered", 0.87, 0.81, 0.91, n=212),
    told_of("reciprocity", 0.28, 0.2, 0.36, null=0.05, details={"r": 0.31}),
    told_of("dependence", 0.14, 0.1, 0.2, n=500, null=0.09),
    told_of("overlap", 0.45, 0.38, 0.52, n=200, details={"both": 90, "helped": 150, "members": 400}),
    told_of("zero_share", 0.18, 0.15, 0.22, null=0.02),
    told_of("survival", 0.61, 0.55, 0.67),
)
CAUSE = among(
    told_of("recruited_nobody", 0.7219, 0.7211, 0.7227, n=1_200_000, null=0.4493),
    told_of("gave_nothing", 0.9976, 0.9975, 0.9977, n=1_200_000, null=0.997),
    told_of("recruited_share", 0.8, 0.79, 0.81, n=1_200_000),
    told_of("zero_share", 0.7212, 0.7204, 0.722, n=1_200_000, null=0.448),
    told_of("top_share", 0.71, 0.7, 0.72, n=1_200_000, null=0.32, details={"part": 0.1}),
)
HYPERACTIVE = among(
    told_of("answered", 0.9, 0.86, 0.93, n=212),
    told_of("reciprocity", 0.02, -0.02, 0.06, null=0.05, details={"r": 0.07}),
    told_of("dependence", 0.95, 0.9, 0.97, n=500, null=0.1),
    told_of("zero_share", 0.6, 0.55, 0.65, null=0.1),
)


def results(found: Mapping[str, Measured], *, window: Window = WINDOW, **besides: Any) -> Results:
    """As the engine gives them, with too little data where nothing is `found`."""
    every = {
        measure: Measured(measure=measure, version="1", n=400, window=window, reason=Reason.NOTHING_DONE)
        for measure in IDS
    }
    given = {"source": "acts.csv", "circle": None, "members": 400, "acts": 900, "rows": 900} | besides
    return Results(window=window, measures=every | dict(found), **given)
