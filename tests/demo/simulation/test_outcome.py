"""The margins of the three kinds of movements (4-measures, section 9), over a few seeds, and how they are counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from statistics import mean

import pytest

from dugnad.demo.simulation.kinds import KINDS
from dugnad.demo.simulation.outcome import Outcome, gini, outcome
from dugnad.demo.simulation.timeline import Answered, Arrived, Asked, Timeline
from tests.demo.making import UNTIL, lived

SEEDS = range(1, 6)


def outcomes(kind: str) -> list[Outcome]:
    knobs = replace(KINDS[kind], members=300, days=120)
    return [outcome(lived(knobs, seed), UNTIL) for seed in SEEDS]


def average(found: list[Outcome], of: str) -> float:
    return mean(getattr(one, of) or 0.0 for one in found)


def test_mutual_support() -> None:
    found = outcomes("mutual-support")
    assert 0.30 <= average(found, "zero_share") <= 0.50, "50 to 70 % act beyond joining within 30 days"
    assert 0.72 <= average(found, "answered_24h") <= 0.88, "80 % answered within a day"
    assert 1.0 <= average(found, "hours_to_answer") <= 4.0, "after three hours at the median"
    assert 0.5 <= average(found, "gini") <= 0.8
    assert average(found, "top_five_share") <= 0.3


def test_clicktivist() -> None:
    found = outcomes("clicktivist")
    assert 0.95 <= average(found, "zero_share") <= 0.99, "1 to 5 % act beyond joining"
    assert average(found, "answered_24h") <= 0.15, "5 % answered within a day"
    assert all(one.hours_to_answer is None for one in found), "the median is not reached"
    assert min(one.gini for one in found if one.gini is not None) > 0.95


def test_hyperactive() -> None:
    found = outcomes("hyperactive")
    assert 0.65 <= average(found, "answered_24h") <= 0.9, "it looks as if people carried each other"
    assert average(found, "top_five_share") >= 0.95, "five do everything"
    assert average(found, "gini") >= 0.95
    assert average(found, "zero_share") >= 0.7


@pytest.mark.parametrize(
    ("counts", "expected"),
    [([1, 2, 3, 4], 0.25), ([0, 0, 0, 1], 0.75), ([0, 0, 1, 1, 2, 6], 0.6), ([0, 0], None), ([3], None)],
)
def test_gini_of_worked_numbers(counts: list[int], expected: float | None) -> None:
    assert gini(counts) == (None if expected is None else pytest.approx(expected))


def test_counted_by_hand() -> None:
    people = lived().people[:2]
    came = UNTIL - timedelta(days=40)
    two = tuple(replace(one, number=place, arrives_at=came) for place, one in enumerate(people))
    asks = [
        Asked(came + timedelta(days=1 + n), 0, n, 0, "shelter", 0, f"title {n}", "", None, ("sv",), "")
        for n in range(3)
    ]
    answers = [Answered(asks[0].at + timedelta(hours=2), 1, 0, 0, "practical", "yes")]
    arrived = [Arrived(came, 0), Arrived(came, 1)]
    found = outcome(Timeline(two, (), (*arrived, *asks, *answers)), UNTIL)
    assert (found.asks, found.answers, found.answered_24h, found.hours_to_answer) == (3, 1, pytest.approx(1 / 3), None)
    assert (found.zero_share, found.gini, found.top_five_share) == (0.0, 0.5, 1.0)
    assert outcome(Timeline((), (), ()), UNTIL).zero_share is None
