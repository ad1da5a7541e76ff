"""Numbers as people read them."""

from __future__ import annotations

import pytest

from dugnad.pulse.report.figures import SPACE, decimals, few, hides, hours, number, percent, significant
from dugnad.pulse.report.words import ENGLISH, words_in


@pytest.mark.parametrize(
    ("value", "places", "told"),
    [
        *((0.7219, 2, "72.19 %"), (0.9976, 2, "99.76 %"), (0.87, 0, "87 %"), (1.0, 0, "100 %"), (0.0, 0, "0 %")),
        *((0.9999, 0, "more than 99 %"), (0.0001, 0, "less than 1 %")),
    ],
)
def test_a_share_never_says_all_or_nothing_where_it_is_not(value: float, places: int, told: str) -> None:
    assert percent(value, ENGLISH, places).replace(SPACE, " ") == told


def test_the_decimal_mark_is_that_of_the_language() -> None:
    assert percent(0.7219, words_in("sv"), 2) == f"72,19{SPACE}%"


def test_a_share_has_no_more_decimals_than_its_n_bears() -> None:
    assert [decimals(n) for n in (60, 999, 1_000, 10_000)] == [0, 0, 1, 2]


def test_numbers_have_groups_and_a_true_minus() -> None:
    assert number(1_234_567, ENGLISH) == "1\N{NARROW NO-BREAK SPACE}234\N{NARROW NO-BREAK SPACE}567"
    assert number(-0.28, ENGLISH, 2) == "\N{MINUS SIGN}0.28"
    assert number(-0.001, ENGLISH, 2) == "0.00"
    assert significant(0.0432, ENGLISH) == "0.043"


@pytest.mark.parametrize(
    ("value", "told"), [(0.005, "1 minute"), (0.4, "24 minutes"), (3.2, "3 hours"), (30, "30 hours"), (72, "3 days")]
)
def test_times_are_in_the_unit_people_think_in(value: float, told: str) -> None:
    assert hours(value, ENGLISH) == told


def test_one_to_nine_people_are_few_and_nobody_is_not() -> None:
    assert [few(count) for count in (0, 1, 9, 10)] == [False, True, True, False]
    assert [hides(value, 400) for value in (0.0, 0.01, 0.5, 0.99, 1.0)] == [False, True, False, True, False]
