"""Two groups beside each other."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest

from dugnad.methods.pulse.measured import Window
from dugnad.methods.shares import wilson
from dugnad.pulse.report.comparing import cell, difference, equal, in_words
from dugnad.pulse.report.told import Told
from dugnad.pulse.report.words import ENGLISH
from tests.pulse.report.made import START, silent, told_of


def share(k: int, n: int) -> Told:
    low, high = wilson(k, n)
    return told_of("answered", k / n, low, high, n=n)


def of(days: float) -> Window:
    return Window(START, START + timedelta(days=days))


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [((56, 70), (48, 80), 0.0524, 0.3339), ((9, 10), (3, 10), 0.1705, 0.8090), ((10, 10), (0, 10), 0.6075, 1.0)],
)
def test_the_difference_of_shares_is_newcombes(
    one: tuple[int, int], other: tuple[int, int], low: float, high: float
) -> None:
    """The values of method 10 in his table II."""
    found = difference(share(*one), share(*other))

    assert found is not None
    assert found.low == pytest.approx(low, abs=5e-5)
    assert found.high == pytest.approx(high, abs=5e-5)


def test_its_interval_holds_the_truth_as_often_as_it_says() -> None:
    rng = np.random.default_rng(4)
    held = 0
    for first, second in zip(rng.binomial(80, 0.7, 500), rng.binomial(120, 0.5, 500), strict=True):
        found = difference(share(int(first), 80), share(int(second), 120))
        assert found is not None
        held += found.low <= 0.2 <= found.high

    assert 0.93 <= held / 500 <= 0.97


def test_the_words_follow_the_interval() -> None:
    assert in_words(share(90, 100), share(50, 100), ENGLISH) == "Higher in the first."
    assert in_words(share(50, 100), share(90, 100), ENGLISH) == "Higher in the second."
    assert in_words(share(50, 100), share(55, 100), ENGLISH) == "Cannot be told apart."
    assert in_words(share(50, 100), silent("answered"), ENGLISH) == "Too little data to compare."
    without = Told(measure="answered", version="1", n=100, value=0.5)
    assert in_words(share(50, 100), without, ENGLISH) == "Without intervals, the two cannot be compared."


def test_times_are_equal_up_to_one_part_in_a_hundred() -> None:
    assert equal(of(28), of(28.2))
    assert not equal(of(28), of(28.5))
    assert not equal(of(28), of(7))


def test_what_would_tell_of_five_people_is_not_compared() -> None:
    few = told_of("zero_share", 0.9875, 0.97, 0.99)
    many = told_of("zero_share", 0.5, 0.45, 0.55)

    assert cell(few, ENGLISH) == "too little data"
    assert in_words(few, many, ENGLISH) == "Too little data to compare."
