"""Plots: text as text, the page's colours, no style attribute, nothing about fewer than ten people."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from xml.etree import ElementTree

import pytest

from dugnad.pulse.engine.ids import IDS
from dugnad.pulse.report.plots import WITHOUT, plot
from dugnad.pulse.report.plots.inline import TOKENS
from dugnad.pulse.report.said import OF_MEMBERS
from dugnad.pulse.report.tables import table
from dugnad.pulse.report.tables.table import Table
from dugnad.pulse.report.words import ENGLISH, words_in
from tests.pulse.report.drawable import EVERY
from tests.pulse.report.made import silent, told_of

DRAWN = [measure for measure in IDS if measure not in WITHOUT]


@cache
def seen() -> dict[str, str]:
    """The plot of every measure that has one."""
    drawn = {measure: plot(EVERY[measure], ENGLISH) for measure in IDS}
    return {measure: svg for measure, svg in drawn.items() if svg}


def texts(svg: str) -> list[str]:
    return ["".join(one.itertext()).strip() for one in ElementTree.fromstring(svg).iter("text")]


def test_every_measure_that_a_picture_helps_has_one() -> None:
    assert set(IDS) - set(seen()) == set(WITHOUT)


@pytest.mark.parametrize("measure", DRAWN)
def test_a_plot_passes_a_strict_policy_and_asks_for_nothing(measure: str) -> None:
    svg = seen()[measure]

    assert " style=" not in svg
    assert not re.search(
        r"<(?:style|script|metadata|image|foreignObject)|@import|\son\w+=|https?://(?!www\.w3\.org/2000/svg)", svg
    )
    assert ElementTree.fromstring(svg.replace(' xmlns="http://www.w3.org/2000/svg"', "")).attrib["role"] == "img"
    assert 'aria-label="' in svg


@pytest.mark.parametrize("measure", DRAWN)
def test_all_colours_are_those_of_the_page(measure: str) -> None:
    """A colour that is no token would stay as it is in the dark."""
    colours = set(re.findall(r'(?:fill|stroke)="([^"]+)"', seen()[measure])) - {"none"}

    assert colours
    assert colours <= {f"var(--{name}, {light})" for name, light in TOKENS.items()}


@pytest.mark.parametrize("measure", DRAWN)
def test_text_is_text_and_in_the_font_of_the_page(measure: str) -> None:
    assert texts(seen()[measure])
    assert "font-family" not in seen()[measure]


def test_two_plots_on_one_page_share_no_id_and_all_that_points_finds_it() -> None:
    ids = [name for svg in seen().values() for name in re.findall(r'\sid="([^"]+)"', svg)]
    pointed = {
        name for svg in seen().values() for name in re.findall(r"#([\w-]+)[)\"]", svg) if name not in TOKENS.values()
    }

    assert len(ids) == len(set(ids))
    assert {name for name in pointed if not re.fullmatch(r"[0-9a-f]{6}", name)} <= set(ids)


def test_the_same_numbers_give_the_same_picture() -> None:
    assert plot(EVERY["survival"], ENGLISH) == seen()["survival"]


@pytest.mark.parametrize("measure", IDS)
def test_too_little_data_has_no_picture(measure: str) -> None:
    assert plot(silent(measure), ENGLISH) is None
    assert plot(told_of(measure, 0.5, 0.4, 0.6, n=9), ENGLISH) is None


@pytest.mark.parametrize("measure", sorted(OF_MEMBERS - {"funnel"}))
def test_a_share_that_would_tell_of_five_people_has_no_picture(measure: str) -> None:
    one = replace(EVERY[measure], value=0.9875, low=0.97, high=0.99)

    assert plot(one, ENGLISH) is None
    assert [row[1] for row in (table(one, ENGLISH) or Table("", (), ())).rows] == [None]


def test_steps_of_fewer_than_ten_people_are_not_drawn() -> None:
    assert "somebody brought" not in texts(seen()["funnel"])
    assert "time and skill" in texts(seen()["funnel"])


def test_what_one_person_does_is_not_drawn() -> None:
    assert [text for text in texts(seen()["dependence"]) if "1 p" in text] == []
    assert "Helping, without 5 people" in texts(seen()["dependence"])


def test_chance_is_named_where_it_is_drawn_and_left_out_where_it_is_unknown() -> None:
    assert "by chance" in texts(seen()["zero_share"])
    assert "by chance" not in texts(str(plot(told_of("zero_share", 0.5, 0.4, 0.6), ENGLISH)))


def test_numbers_are_in_the_language_that_is_asked_for() -> None:
    one = told_of("gini", 0.45, 0.4, 0.5)

    assert "0,45" in texts(str(plot(one, words_in("sv"))))
