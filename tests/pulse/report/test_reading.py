"""What the measures come to: each rule, each sign, and that none of them adds up to a score."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from dugnad.pulse.report.reading import Kind, kind_of, reading
from dugnad.pulse.report.signs import carried, gave, lasts, passed_on, signs
from dugnad.pulse.report.told import Told
from dugnad.pulse.report.words import ENGLISH
from tests.pulse.report.made import CAUSE, HYPERACTIVE, SUPPORT, among, silent, told_of


def in_all(results: dict[str, Told]) -> str:
    found = reading(results, ENGLISH)
    return " ".join((found.title, *found.sentences))


def test_a_group_that_helps_each_other_is_told_so_with_its_numbers() -> None:
    found = in_all(SUPPORT)

    assert reading(SUPPORT, ENGLISH).kind is Kind.MUTUAL
    assert "People help each other here" in found
    assert "(87\N{NO-BREAK SPACE}%)" in found
    assert "the opposite of an illusion" in found


def test_a_cause_says_what_the_paper_says() -> None:
    found = in_all(CAUSE)

    assert reading(CAUSE, ENGLISH).kind is Kind.ILLUSION
    assert "An illusion of activism" in found
    assert "Most brought nobody: 72.19\N{NO-BREAK SPACE}%" in found
    assert "Almost nobody gave: 99.76\N{NO-BREAK SPACE}% gave nothing" in found
    assert "A few did nearly all" in found
    assert "What they do elsewhere is not seen" in found


def test_a_few_who_do_everything_are_told_of_and_nobody_says_that_people_help_each_other() -> None:
    found = in_all(HYPERACTIVE)

    assert reading(HYPERACTIVE, ENGLISH).kind is Kind.FEW_CARRY
    assert "Five people gave 95\N{NO-BREAK SPACE}% of all help" in found
    assert "help each other" not in found


def test_without_evidence_it_says_that_instead() -> None:
    found = reading(among(), ENGLISH)

    assert found.kind is Kind.UNTOLD
    assert "cannot be told" in found.title
    assert {sign.met for sign in found.signs} == {None}


@pytest.mark.parametrize("missing", ["answered", "reciprocity", "dependence"])
def test_mutual_help_needs_all_three(missing: str) -> None:
    assert reading(SUPPORT | {missing: silent(missing)}, ENGLISH).kind is Kind.UNTOLD


def test_an_interval_that_holds_the_line_says_nothing() -> None:
    around = SUPPORT | {"answered": told_of("answered", 0.55, 0.48, 0.62, n=212)}

    assert next(sign.met for sign in signs(around, ENGLISH) if sign.key == "answered") is None
    assert reading(around, ENGLISH).kind is Kind.UNTOLD


def test_no_help_and_no_answer_is_no_illusion_where_people_give() -> None:
    giving = CAUSE | {"gave_nothing": told_of("gave_nothing", 0.4, 0.39, 0.41, n=1_200_000)}

    assert reading(giving, ENGLISH).kind is Kind.UNTOLD


def test_where_a_third_gave_time_little_is_not_almost_nothing() -> None:
    third = among(told_of("zero_share", 0.6, 0.55, 0.65), CAUSE["recruited_nobody"], told_of("funnel", 0.3, 0.25, 0.35))

    assert reading(third, ENGLISH).kind is Kind.UNTOLD
    assert reading(third | {"funnel": told_of("funnel", 0.05, 0.03, 0.08)}, ENGLISH).kind is Kind.ILLUSION


def test_help_that_is_answered_is_never_called_an_illusion() -> None:
    assert reading(CAUSE | {"answered": SUPPORT["answered"]}, ENGLISH).kind is Kind.UNTOLD


def test_a_ring_of_false_names_or_a_busy_week_is_no_sign_of_help_returned() -> None:
    ring = told_of("reciprocity", 0.8, 0.7, 0.9, null=0.05, caution="few carry")
    week = told_of("pay_forward", 2.0, 1.4, 2.8, null=1.0, caution="busy")

    assert passed_on(among(ring, week))[0] is False
    assert passed_on(among(replace(ring, caution=None))) == (True, "reciprocity")
    assert passed_on(among(ring, replace(week, caution=None))) == (True, "pay_forward")
    assert passed_on(among())[0] is None


def test_fewer_than_twenty_helpers_are_few_only_among_many_members() -> None:
    few = silent("dependence", "few active", n=120)
    many = told_of("zero_share", 0.1, 0.08, 0.13, n=300)

    assert carried(among(few, many)) is False
    assert carried(among(few, replace(many, n=20))) is None


def test_where_no_gift_is_seen_nobody_is_said_to_have_given_nothing() -> None:
    assert gave(among(told_of("gave_nothing", 1.0, 0.99, 1.0))) is None
    assert gave(among(told_of("gave_nothing", 0.98, 0.96, 0.99))) is False
    assert gave(among(told_of("gave_nothing", 0.7, 0.65, 0.75))) is True


def test_so_few_left_that_nothing_is_told_is_a_no_where_it_is_known_how_many_at_most() -> None:
    assert lasts(among(silent("survival", "few left", details={"at_most": 0.04}))) is False
    assert lasts(among(silent("survival", "few left", details={"at_most": 0.7}))) is None
    assert lasts(among(silent("survival", "too new"))) is None


def test_letters_alone_can_show_no_illusion() -> None:
    """Where neither joining, giving, asking nor helping is written down, little of it is no finding."""
    letters = among(
        told_of("zero_share", 0.95, 0.93, 0.96, n=1_000),
        told_of("funnel", 0.0, 0.0, 0.01, n=1_000, details={"days": 30}),
    )

    assert reading(letters, ENGLISH).kind is Kind.UNTOLD
    assert next(sign.met for sign in signs(letters, ENGLISH) if sign.key == "working") is None
    assert reading(letters | {"recruited_nobody": CAUSE["recruited_nobody"]}, ENGLISH).kind is Kind.ILLUSION


def test_the_rules_leave_nothing_open_and_a_better_sign_never_makes_an_illusion() -> None:
    """Every way in which eight signs can be yes, no or unknown has one reading."""
    keys = [sign.key for sign in signs(among(), ENGLISH)]
    for met in product((True, False, None), repeat=len(keys)):
        found = dict(zip(keys, met, strict=True))
        kind = kind_of(CAUSE, found)
        if kind is Kind.ILLUSION:
            assert found["answered"] is not True
            assert found["passed on"] is not True
        if kind is Kind.MUTUAL:
            assert found["answered"] is found["passed on"] is found["carried"] is True


def test_nothing_in_a_reading_is_a_score() -> None:
    """A sign is met, not met or open; no number is made of several."""
    assert {type(sign.met) for found in (SUPPORT, CAUSE, HYPERACTIVE) for sign in signs(found, ENGLISH)} <= {
        bool,
        type(None),
    }
