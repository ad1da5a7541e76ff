"""Tables of curves: the Lorenz curve, and what happened up to a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import TypeVar

from dugnad.methods.shares import FEWEST
from dugnad.pulse.report.tables.table import Column, Kind, Table
from dugnad.pulse.report.told import Told
from dugnad.pulse.report.words import Words

Row = TypeVar("Row", bound=tuple[float | None, ...])
ROWS = 40
"""Rows of a table that somebody still reads; the curve itself has more."""


@dataclass(frozen=True)
class Steps:
    """A step function with its band, from where to where ten people or more stand behind it. Columns of one length."""

    times: list[float]
    share: list[float]
    low: list[float | None]
    high: list[float | None]
    at_risk: list[float]
    before: float


def points(one: Told) -> list[tuple[float, float]]:
    """The Lorenz curve, no closer than ten members from point to point, so that it tells of nobody."""
    every: list[list[float]] = list(one.details.get("points") or [])
    if len(every) < 2:
        return []
    apart = max(1, ceil(FEWEST / max(one.n, 1) * (len(every) - 1)))
    kept = every[::apart]
    if kept[-1] != every[-1]:
        kept = [*kept[:-1], every[-1]]
    return [(point[0], point[1]) for point in kept]


def lorenz(one: Told, words: Words) -> Table:
    """The least active so many of the members did so much of everything."""
    columns = (
        Column(words.gettext("The least active"), "members", Kind.SHARE),
        Column(words.gettext("Did of everything"), "acts", Kind.SHARE),
    )
    found = points(one)
    return Table(words.gettext("How much of everything the least active did"), columns, _some(found))


def steps(one: Told) -> Steps | None:
    """The curve of `one`, as far as ten or more were followed, in steps of ten or more; None where there is none.

    A step of fewer would tell when one of them did it, or left.
    """
    curve = one.details.get("curve")
    if not isinstance(curve, dict):
        return None
    share, at_risk, before = list(curve["share"]), list(curve["at_risk"]), curve.get("before")
    begun = float(before if before is not None else round(share[0]) if share else 0)
    kept = _of_ten(share, at_risk, begun)
    if not kept:
        return None
    times, share, low, high, at_risk = (
        [list(curve[name])[place] for place in kept] for name in ("times", "share", "low", "high", "at_risk")
    )
    return Steps(times, share, low, high, at_risk, begun)


def _of_ten(share: Sequence[float], at_risk: Sequence[float], begun: float) -> list[int]:
    """The places between which ten or more took the step: at each, at least the part by which those there shrank."""
    kept: list[int] = []
    last, taken = begun, 0.0
    for place, there in enumerate(at_risk):
        if there < FEWEST:
            break
        left = last if begun else 1 - last
        taken += there * abs(share[place] - last) / left if left > 0 else 0
        last = share[place]
        if round(taken, 6) >= FEWEST:
            kept.append(place)
            taken = 0
    return kept


def stepwise(one: Told, words: Words) -> Table:
    """Up to each time: the share, its interval, and how many were followed so long."""
    hours = one.measure == "time_to_answer"
    columns = (
        Column(words.gettext("Hours") if hours else words.gettext("Days"), "hours" if hours else "days", Kind.TIME),
        Column(words.gettext("Share"), "share", Kind.SHARE),
        Column(words.gettext("From"), "low", Kind.SHARE),
        Column(words.gettext("To"), "high", Kind.SHARE),
        Column(words.gettext("Followed so long"), "followed", Kind.PEOPLE),
    )
    found = steps(one)
    if found is None:
        rows = []
    else:
        rows = list(zip(found.times, found.share, found.low, found.high, found.at_risk, strict=True))
    return Table(_caption(one.measure, words), columns, _some(rows))


def _caption(measure: str, words: Words) -> str:
    captions = {
        "time_to_answer": words.gettext("Asks answered, by the time since they were put"),
        "time_to_work": words.gettext("Members who gave time or more, by the time since they came"),
        "survival": words.gettext("Members still active, by the time since they came"),
    }
    return captions[measure]


def _some(rows: Sequence[Row]) -> Sequence[Row]:
    """As many as somebody reads, the first and the last among them."""
    if len(rows) <= ROWS:
        return rows
    places = sorted({round(place * (len(rows) - 1) / (ROWS - 1)) for place in range(ROWS)})
    return [rows[place] for place in places]
