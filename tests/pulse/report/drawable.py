"""Of each measure one that can be drawn, with the details that its method gives."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from dugnad.pulse.engine.ids import IDS
from dugnad.pulse.report.told import Told
from tests.pulse.report.made import told_of

WEEKS = [float(day) for day in range(1, 121)]


def _part(value: float, **besides: Any) -> dict[str, Any]:
    return {"value": value, "low": value - 0.05, "high": value + 0.05, **besides}


def _curve(falls: bool) -> dict[str, Any]:
    share = [1 - day / 200 if falls else day / 200 for day in WEEKS]
    at_risk = [400 - 3.4 * day for day in WEEKS]
    ends = {"low": [each - 0.04 for each in share], "high": [each + 0.04 for each in share]}
    return {"times": WEEKS, "share": share, "at_risk": at_risk, "before": float(falls), **ends}


def _burst(day: int, breadth: float, broad: bool) -> dict[str, Any]:
    start = datetime(2026, 1, day, tzinfo=UTC).timestamp()
    ends = {"start": start, "end": start + 2 * 86_400, "people": round(100 * breadth), "acts": 300}
    return {**ends, "breadth": breadth, "broad": broad}


DETAILS: dict[str, dict[str, Any]] = {
    "gini": {"bands": [{"least": 0, "most": 0, "people": 120}, {"least": 1, "most": 7, "people": 80}]},
    "lorenz": {"points": [[part / 100, (part / 100) ** 3] for part in range(101)]},
    "dependence": {
        "lost": {
            kind: [_part(taken / 20, taken=taken, null=0.1) for taken in (1, 5, 10)]
            for kind in ("helping", "deciding", "bringing")
        },
        "stopping": {"value": 14.0, "helpers": 120, "n": 300},
    },
    "funnel": {
        "days": 30.0,
        "too_new": 31,
        "steps": [
            _part(value, name=name, k=round(400 * value))
            for name, value in (("token", 0.9), ("voice", 0.7), ("work", 0.5), ("bring", 0.01))
        ],
    },
    "time_to_work": {"curve": _curve(False), "median": 33.0, "days": 30.0},
    "survival": {"curve": _curve(True), "kept": [_part(0.8, days=30, at_risk=300)]},
    "time_to_answer": {"curve": _curve(False), "still_open": 12, "oldest_open": 90.0},
    "answered": {
        kind: {str(hours): _part(0.4 + hours / 400, time=float(hours)) for hours in (1, 24, 168)}
        for kind in ("within", "practical", "emotional")
    },
    "carry_over": {"each": [_part(0.4, campaign=1, n=80, null=0.2), _part(0.1, campaign=2, n=50, null=0.2)]},
    "bursts": {"found": [_burst(3, 0.4, True), _burst(20, 0.12, False), _burst(25, 0.05, False)]},
    "trees": {"levels": [120, 90, 40, 12, 4, 1], "largest": 44, "largest_part": 0.11, "alone": 60, "early": None},
    "reciprocity": {"r": 0.3},
    "overlap": {"both": 90, "helped": 150, "members": 400, "both_share": 0.22},
    "pay_forward": {"days": 7.0, "before": 1.1},
    "crossing": {"groups": 7, "bridges": {"five": 0.2, "gini": 0.5}},
    "top_share": {"part": 0.1},
    "lift": {"days": 7, "before": 1.0},
    "division_people": {"observed": 0.4, "by_chance": 0.2},
    "division_tasks": {"observed": 0.4, "by_chance": 0.2},
}
"""Steps of fewer than ten people, a burst of five and the deep end of the trees are among them: those stay unseen."""


def drawable(measure: str) -> Told:
    """One that can be drawn."""
    value = 0.6 if measure not in {"pay_forward", "lift", "trees"} else 1.8
    window = ("2026-01-01T00:00:00+00:00", "2026-02-01T00:00:00+00:00")
    null = 0.3 if value < 1 else 1.0
    return told_of(measure, value, value - 0.1, value + 0.1, null=null, window=window, details=DETAILS.get(measure, {}))


EVERY = {measure: drawable(measure) for measure in IDS}
