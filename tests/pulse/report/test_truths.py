"""A few large truths first, in whole sentences."""

from __future__ import annotations

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


def test_how_many_would_have_to_stop_is_told_and_fewer_than_five_are_not_counted() -> None:
    found = among(told_of("dependence", 0.3, 0.2, 0.4, n=500, details={"stopping": {"value": 12.0, "n": 400}}))
    few = among(told_of("dependence", 0.3, 0.2, 0.4, n=500, details={"stopping": {"value": 3.0, "n": 400}}))

    assert truths(found, ENGLISH)[0].text.startswith("Had 12 people stopped")
    assert truths(few, ENGLISH)[0].text.startswith("Had fewer than five people stopped")


def test_what_would_be_about_fewer_than_ten_people_is_left_out() -> None:
    assert truths(among(told_of("zero_share", 0.98, 0.96, 0.99)), ENGLISH) == ()
    assert truths(among(told_of("overlap", 0.5, 0.3, 0.7, details={"both": 6, "helped": 40})), ENGLISH) == ()
    assert truths(among(told_of("answered", 0.5, 0.3, 0.7, n=9)), ENGLISH) == ()


def test_tenths_are_words() -> None:
    assert [tenths(value, ENGLISH) for value in (0.02, 0.41, 0.99)] == ["Fewer than one", "Four", "Nearly ten"]
