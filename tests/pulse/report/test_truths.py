"""A few large truths first, in whole sentences."""

from __future__ import annotations

import pytest

from dugnad.pulse.report.truths import tenths, truths
from dugnad.pulse.report.words import ENGLISH
from tests.pulse.report.made import CAUSE, HYPERACTIVE, SUPPORT, among, told_of


def test_the_support_group_is_told_in_a_few_sentences() -> None:
    found = [truth.text.replace("\N{NO-BREAK SPACE}", " ") for truth in truths(SUPPORT, ENGLISH)]

    assert found[0] == "87 % of asks were answered within a day."
    assert "Six of ten who were helped have helped, too." in found
    assert len(found) <= 5


def test_each_leads_to_the_measure_it_tells_of() -> None:
    assert [truth.measure for truth in truths(CAUSE, ENGLISH)] == [
        "zero_share",
        "recruited_nobody",
        "gave_nothing",
        "top_share",
    ]


def test_five_who_do_most_are_told_of_as_five() -> None:
    assert "Five people gave 95\N{NO-BREAK SPACE}% of all help." in [one.text for one in truths(HYPERACTIVE, ENGLISH)]


@pytest.mark.parametrize(
    ("enough", "least", "told"),
    [(12, 12, "12 people"), (12, 7, "7 to 12 people"), (12, 3, "at most 12 people"), (4, 2, "fewer than five people")],
)
def test_how_many_carry_half_is_told_between_its_bounds_and_fewer_than_five_are_not_counted(
    enough: int, least: int, told: str
) -> None:
    stopping = {"value": float(enough), "at_least": least, "n": 400}
    found = among(told_of("dependence", 0.3, 0.2, 0.4, n=500, details={"stopping": stopping}))

    assert truths(found, ENGLISH)[0].text == f"Half of the answered asks rest on {told}."


def test_what_is_known_only_roughly_is_told_as_where_it_lies() -> None:
    found = truths(among(told_of("answered", 0.51, 0.21, 0.81)), ENGLISH)

    assert found[0].text.replace("\N{NO-BREAK SPACE}", " ").startswith("Somewhere between 21 % and 81 % of asks")


def test_what_would_be_about_fewer_than_ten_people_is_left_out() -> None:
    assert truths(among(told_of("zero_share", 0.98, 0.96, 0.99)), ENGLISH) == ()
    assert truths(among(told_of("overlap", 0.5, 0.3, 0.7, details={"both": 6, "helped": 40})), ENGLISH) == ()
    assert truths(among(told_of("answered", 0.5, 0.3, 0.7, n=9)), ENGLISH) == ()


def test_tenths_are_words() -> None:
    assert [tenths(value, ENGLISH) for value in (0.02, 0.41, 0.99)] == ["Fewer than one", "Four", "Nearly ten"]


def test_that_nobody_only_joined_is_no_truth_worth_a_line() -> None:
    assert truths(among(told_of("zero_share", 0.0, 0.0, 0.03)), ENGLISH) == ()
    assert truths(among(told_of("zero_share", 0.4, 0.3, 0.5)), ENGLISH) != ()


def test_that_nobody_has_helped_since_is_no_part_of_ten() -> None:
    one = told_of("overlap", 0.0, 0.0, 0.1, details={"both": 0, "helped": 40})
    assert [truth.text for truth in truths(among(one), ENGLISH)] == ["Nobody who was helped is seen to have helped."]
