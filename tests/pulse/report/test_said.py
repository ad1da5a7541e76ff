"""Each measure in words: with a value, without one, and about so few that nothing is told."""

from __future__ import annotations

import re

import pytest

from dugnad.methods.pulse.measured import Caution, Reason
from dugnad.pulse.engine.ids import IDS, QUESTIONS
from dugnad.pulse.report import questions
from dugnad.pulse.report.names import name
from dugnad.pulse.report.reasons import warned, why_not
from dugnad.pulse.report.said import OF_MEMBERS, said
from dugnad.pulse.report.sentences import FINDINGS
from dugnad.pulse.report.told import Told
from dugnad.pulse.report.words import ENGLISH
from tests.pulse.report.made import silent, told_of

ELSEWHERE = "on the street"


def test_every_measure_has_its_words() -> None:
    assert sorted(FINDINGS) == sorted(IDS)
    assert [measure for measure in IDS if name(measure, ENGLISH) == measure.replace("_", " ")] == []


def test_the_questions_are_those_of_the_measures_in_their_order() -> None:
    assert [questions.asked(one.key, ENGLISH).lower() for one in questions.QUESTIONS] == list(QUESTIONS)
    assert [sorted(one.measures) for one in questions.QUESTIONS] == [sorted(ids) for ids in QUESTIONS.values()]


@pytest.mark.parametrize("measure", IDS)
@pytest.mark.parametrize("value", [0.02, 0.3, 0.5, 0.8, 0.97])
def test_a_measure_says_value_interval_chance_n_version_and_limits(measure: str, value: float) -> None:
    one = told_of(
        measure, value, value - 0.015, value + 0.015, n=1_000, null=value / 2, window=("2026-01-01", "2026-02-01")
    )
    found = said(one, ENGLISH)
    labels = [label for label, _ in found.figures]

    assert found.known
    assert labels == ["Value", "Interval", "By chance alone", "Of", "Time", "Method"]
    assert found.figures[-2][1] == "2026-01-01 \N{EN DASH} 2026-01-31"
    assert found.figures[-1][1] == f"{measure} 1"
    assert found.title
    assert found.sentences
    assert all(text.endswith(".") and "%(" not in text for text in (*found.sentences, *found.limits))
    assert not found.title.endswith(".")


@pytest.mark.parametrize("measure", IDS)
def test_without_a_value_it_says_why_and_gives_no_number(measure: str) -> None:
    found = said(silent(measure), ENGLISH)

    assert not found.known
    assert found.title.endswith("too little data")
    assert "Value" not in dict(found.figures)
    assert ELSEWHERE in " ".join(found.limits)
    assert not re.search(r"\b0\b", " ".join(found.sentences))


@pytest.mark.parametrize("measure", IDS)
def test_nothing_is_told_about_fewer_than_ten(measure: str) -> None:
    found = said(told_of(measure, 0.5, 0.2, 0.8, n=9), ENGLISH)

    assert not found.known
    assert "fewer than ten people" in found.sentences[0]
    assert not re.search(r"50|\b9\b", " ".join((found.title, *found.sentences, *dict(found.figures).values())))


@pytest.mark.parametrize("measure", sorted(OF_MEMBERS))
@pytest.mark.parametrize("value", [0.0125, 0.9875])
def test_a_share_that_tells_of_five_people_is_not_told(measure: str, value: float) -> None:
    found = said(told_of(measure, value, value - 0.01, value + 0.01), ENGLISH)
    text = " ".join((*found.sentences, *[figure for _, figure in found.figures]))

    assert "fewer than ten" in text
    assert not re.search(r"98|99|1\s?%", text)


def test_what_is_done_elsewhere_stands_beside_every_low_number_and_not_beside_a_high_one() -> None:
    low = said(told_of("answered", 0.1, 0.05, 0.2), ENGLISH)
    high = said(told_of("answered", 0.9, 0.85, 0.95), ENGLISH)

    assert ELSEWHERE in " ".join(low.limits)
    assert ELSEWHERE not in " ".join(high.limits)
    assert ELSEWHERE in " ".join(said(told_of("recruited_nobody", 0.9, 0.85, 0.95), ENGLISH).limits)


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_words_of_its_own(reason: Reason) -> None:
    assert why_not(reason, ENGLISH) != why_not("no such reason", ENGLISH)


@pytest.mark.parametrize("caution", list(Caution))
def test_every_caution_has_words_of_its_own(caution: Caution) -> None:
    assert warned(caution, ENGLISH) != warned("no such caution", ENGLISH)
    assert warned(caution, ENGLISH) in said(told_of("gini", 0.5, 0.4, 0.6, caution=caution), ENGLISH).limits


def test_the_word_for_a_share_is_one_that_its_whole_interval_bears() -> None:
    titles = [
        said(told_of("answered", value, low, high), ENGLISH).title
        for value, low, high in (
            (0.95, 0.92, 0.97),
            (0.6, 0.55, 0.65),
            (0.52, 0.4, 0.6),
            (0.3, 0.2, 0.4),
            (0.05, 0.03, 0.08),
        )
    ]

    assert [title.split()[0] for title in titles] == ["Nearly", "Most", "About", "Most", "Hardly"]
    assert "waited" in titles[3]


def test_reciprocity_stands_beside_chance_on_its_own_scale() -> None:
    """Its null is r by chance, while its value is ρ, which is 0 by chance."""
    found = said(told_of("reciprocity", 0.04, -0.02, 0.1, null=0.3, details={"r": 0.33}), ENGLISH)

    assert dict(found.figures)["By chance alone"] == "0.00"
    assert "cannot be told from chance" in found.title
    assert "33\N{NO-BREAK SPACE}%" in found.sentences[0]


def test_what_was_kept_by_a_newer_version_can_be_read_and_comes_back_the_same() -> None:
    one = told_of("answered", 0.5, 0.4, 0.6, details={"within": {"24": {"time": 24.0, "value": 0.5}}})

    assert Told.of(one.plain()) == one
    assert Told.of(one.plain() | {"something": "new"}) == one


def test_where_few_are_left_it_says_how_many_at_most() -> None:
    found = said(silent("survival", "few left", details={"at_most": 0.05}), ENGLISH)

    assert found.sentences[-1] == "At most 5\N{NO-BREAK SPACE}% were still active after ninety days."


def test_after_a_month_nothing_is_told_of_the_few_who_left() -> None:
    kept = [{"days": 30, "at_risk": 50, "value": 58 / 60, "low": 0.9, "high": 1.0}]
    few = said(told_of("survival", 0.5, 0.4, 0.6, n=60, details={"kept": kept}), ENGLISH)
    many = said(told_of("survival", 0.5, 0.4, 0.6, n=60, details={"kept": [{**kept[0], "value": 0.75}]}), ENGLISH)

    assert "thirty days" not in " ".join(few.sentences)
    assert "thirty days" in " ".join(many.sentences)


@pytest.mark.parametrize("measure", ["division_people", "division_tasks"])
def test_a_division_of_labour_that_rounds_to_nothing_is_no_finding(measure: str) -> None:
    assert "cannot be told from chance" in said(told_of(measure, 0.002, 0.001, 0.003), ENGLISH).title
    assert "cannot be told from chance" not in said(told_of(measure, 0.2, 0.1, 0.3), ENGLISH).title


def test_where_chance_alone_makes_acts_meet_a_little_less_says_nothing() -> None:
    full = said(told_of("coincidence", 0.994, 0.993, 0.995, null=0.997), ENGLISH)
    free = said(told_of("coincidence", 0.3, 0.28, 0.32, null=0.4), ENGLISH)
    assert "by chance alone" in full.title
    assert "less than" in free.title


def test_less_help_that_comes_around_than_by_chance_is_said() -> None:
    assert "less than chance" in said(told_of("cycles", 0.22, 0.18, 0.26, null=0.5), ENGLISH).title
