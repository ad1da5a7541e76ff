"""What is found by one measure, before its figures and limits are put beside it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dugnad.pulse.report.told import Told

HALF, TENTH = 0.5, 0.1


@dataclass(frozen=True)
class Finding:
    """A `title` that states it, and whole `sentences`, the first the shortest truth."""

    title: str
    sentences: tuple[str, ...]


class Beside(StrEnum):
    """Where an interval lies beside one number."""

    ABOVE = "above"
    BELOW = "below"
    AROUND = "around"
    UNKNOWN = "unknown"


def beside(one: Told | None, level: float | None) -> Beside:
    """Whether the whole interval of `one` lies above `level`, or below it; UNKNOWN without an interval or a level."""
    if one is None or one.low is None or one.high is None or level is None:
        return Beside.UNKNOWN
    if one.low > level:
        return Beside.ABOVE
    return Beside.BELOW if one.high < level else Beside.AROUND


def by_chance(one: Told | None) -> Beside:
    """Where the interval lies beside what chance alone would give."""
    return beside(one, None if one is None else one.chance)


def sided(lies: Beside, above: str, below: str, neither: str) -> str:
    """The title for where an interval lies; `neither` where it cannot be told."""
    return {Beside.ABOVE: above, Beside.BELOW: below}.get(lies, neither)


def how_many(one: Told, nearly_all: str, most: str, half: str, few: str, hardly_any: str) -> str:
    """The word that the whole interval of a share bears: it must lie beyond nine tenths, half, or a tenth."""
    if beside(one, 1 - TENTH) is Beside.ABOVE:
        return nearly_all
    if beside(one, HALF) is Beside.ABOVE:
        return most
    if beside(one, TENTH) is Beside.BELOW:
        return hardly_any
    return few if beside(one, HALF) is Beside.BELOW else half
