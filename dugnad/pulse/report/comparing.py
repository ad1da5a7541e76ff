"""Two groups beside each other: only over times of the same length, and only where a difference can be told."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from dugnad.methods.pulse.measured import Window
from dugnad.pulse.report.figures import hides
from dugnad.pulse.report.said import OF_MEMBERS, known, shown
from dugnad.pulse.report.told import Told
from dugnad.pulse.report.words import Words

SAME = 0.01
"""How much longer one time may be than the other, as a part, and still count as equal: an hour in four days."""


@dataclass(frozen=True)
class Difference:
    """The first less the second, with its 95 % interval."""

    value: float
    low: float
    high: float


def equal(one: Window, other: Window) -> bool:
    """Whether both times are of the same length."""
    lengths = sorted((window.end - window.start).total_seconds() for window in (one, other))
    return lengths[1] <= lengths[0] * (1 + SAME)


def difference(one: Told, other: Told) -> Difference | None:
    """The difference of two independent values from their intervals; None where either has none.

    d - √((v1 - l1)² + (u2 - v2)²) and d + √((u1 - v1)² + (v2 - l2)²): Newcombe, Statistics in Medicine 17 (1998) 873,
    method 10, for shares; Zou and Donner, the same 27 (2008) 1693, for anything with intervals.
    """
    if one.value is None or other.value is None or None in (one.low, one.high, other.low, other.high):
        return None
    low1, high1, low2, high2 = (end or 0.0 for end in (one.low, one.high, other.low, other.high))
    apart = one.value - other.value
    below = sqrt((one.value - low1) ** 2 + (high2 - other.value) ** 2)
    above = sqrt((high1 - one.value) ** 2 + (other.value - low2) ** 2)
    return Difference(apart, apart - below, apart + above)


def may_be_compared(one: Told) -> bool:
    """Whether it has a value, and that tells nothing about fewer than ten people."""
    return known(one) and not (one.measure in OF_MEMBERS and hides(one.value or 0, one.n))


def in_words(one: Told, other: Told, words: Words) -> str:
    """Which of the two is higher, where that can be told."""
    if not may_be_compared(one) or not may_be_compared(other):
        return words.gettext("Too little data to compare.")
    found = difference(one, other)
    if found is None:
        return words.gettext("Without intervals, the two cannot be compared.")
    if found.low > 0:
        return words.gettext("Higher in the first.")
    if found.high < 0:
        return words.gettext("Higher in the second.")
    return words.gettext("Cannot be told apart.")


def cell(one: Told, words: Words) -> str:
    """A value with its interval, as it stands in a column."""
    if not may_be_compared(one) or one.value is None:
        return words.gettext("too little data")
    if one.low is None or one.high is None:
        return shown(one.value, one, words)
    return f"{shown(one.value, one, words)} ({shown(one.low, one, words)} – {shown(one.high, one, words)})"
