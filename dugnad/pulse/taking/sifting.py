"""What of the measures may be told on the platform: nothing about fewer than ten people, nor beside what was told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dugnad.pulse.report.figures import few, hides
from dugnad.pulse.report.said import OF_MEMBERS
from dugnad.pulse.report.told import Told
from dugnad.pulse.taking.floors import FEWEST, LASTING

FEW, NEAR, ROUNDED = "few", "near", "rounded"
HIDES_ITSELF = frozenset({"zero_share", "recruited_share", "recruited_nobody", "gave_nothing"})
"""Measures whose sentence says "fewer than ten" by itself, and no more."""
OF_PEOPLE = (OF_MEMBERS | {"time_to_work", "survival", "carry_over"}) - HIDES_ITSELF
STEP = 0.05


def sifted(
    found: Mapping[str, Told], before: Mapping[str, Mapping[str, Any]]
) -> tuple[dict[str, Told], dict[str, str]]:
    """Those that may be told, and why the others may not. `before`: lasting measures as they were last told.

    A lasting measure that may not be told beside that stays as it was.
    """
    told: dict[str, Told] = {}
    held: dict[str, str] = {}
    for name, one in found.items():
        last = Told.of(before[name]) if name in before else None
        if name in LASTING and last is not None and last.value is not None and near(last, one):
            told[name], held[name] = last, NEAR
        elif is_of_few(one):
            held[name] = FEW
        elif name == "answered" and one.value is not None and hides(one.value, one.n):
            told[name], held[name] = rounded(one), ROUNDED
        else:
            told[name] = of_nobody(one)
    return told, held


def near(last: Told, one: Told) -> bool:
    """Whether any count in the two differs by one to nine: those would be told of by taking one from the other."""
    if one.value is None:
        return False
    return any(0 < abs(now - then) < FEWEST for now, then in zip(_counts(one), _counts(last), strict=True))


def of_nobody(one: Told) -> Told:
    """Without what it says of a single person: the one who does most, the one who has waited longest."""
    details = {name: value for name, value in one.details.items() if name != "oldest_open"}
    if "lost" in details:
        details["lost"] = {
            kind: [row for row in rows if row.get("taken") != 1] for kind, rows in dict(details["lost"]).items()
        }
    if one.measure == "answered":
        details = {name: _without_few(rows, one.n) for name, rows in details.items()}
    if one.measure in OF_MEMBERS and hides(one.value or 0.0, one.n):
        details = {}
    return replace(one, details=details)


def _without_few(rows: Any, n: int) -> Any:
    """Shares of `n` asks by hours, without those of one to nine, or all but one to nine."""
    if not isinstance(rows, Mapping):
        return rows
    nothing = {"value": None, "low": None, "high": None}
    return {hours: {**row, **(nothing if hides(row["value"] or 0.0, n) else {})} for hours, row in rows.items()}


def is_of_few(one: Told) -> bool:
    """Whether it rests on fewer than ten people, or tells how few of them did something, or did not."""
    if one.value is None:
        return False
    both = one.details.get("both")
    counted = [round(one.value * one.n)] if one.measure in OF_PEOPLE else []
    counted += [int(both)] if both is not None else []
    return one.n < FEWEST or any(few(count) or few(one.n - count) for count in counted)


def rounded(one: Told) -> Told:
    """To the next twentieth, of a number of asks to the next five, and none of its parts."""
    value, low, high = (None if end is None else round(end / STEP) * STEP for end in (one.value, one.low, one.high))
    inside = None if value is None else min(max(value, STEP), 1 - STEP)
    return replace(one, n=5 * round(one.n / 5), value=inside, low=low, high=high, details={})


def may_be_drawn(one: Told) -> bool:
    """Whether the place of its value in a drawing tells nothing that its words keep to themselves."""
    return not (one.measure in OF_MEMBERS and hides(one.value or 0.0, one.n))


def _counts(one: Told) -> tuple[int, int, int]:
    """How many it rests on; and of a share how many did, and how many did not."""
    share = one.value if one.value is not None and 0 <= one.value <= 1 else 1.0
    did = round(share * one.n)
    return one.n, did, one.n - did
