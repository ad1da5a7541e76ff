"""The whole page: one file that needs nothing else and that everybody can read."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from functools import cache
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest

from dugnad.methods.generated.branching import static
from dugnad.methods.generated.giving import gifts, given
from dugnad.methods.pulse.forest import forest
from dugnad.methods.pulse.measured import Measured, Window
from dugnad.methods.pulse.recruiting import gave_nothing, recruited_nobody, recruited_share
from dugnad.methods.pulse.spread import Spread
from dugnad.methods.pulse.trees import trees
from dugnad.methods.pulse.zeros import zero_share
from dugnad.pulse.acts.left_out import LeftOut, Row, Why
from dugnad.pulse.engine.ids import IDS
from dugnad.pulse.report.page import written
from tests.pulse.report.made import START, WINDOW, results

MEMBERS = 12_500


class Read(HTMLParser):
    """Tags in order, with their attributes, and the text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, name: str) -> list[str]:
        return [value for _, attributes in self.tags if (value := attributes.get(name))]


@cache
def cause() -> Mapping[str, Measured]:
    """A Cause with the margins of Save Darfur: 30 of 12,500 gave."""
    found = static(1, MEMBERS)
    recruits, money = Spread.of(found.recruits), given(gifts(2, found), MEMBERS)
    return {
        "zero_share": zero_share(recruits, window=WINDOW),
        "recruited_share": recruited_share(recruits, window=WINDOW, draws=200),
        "recruited_nobody": recruited_nobody(recruits, window=WINDOW),
        "gave_nothing": gave_nothing(Spread.of(money, of_acts=False), window=WINDOW),
        "trees": trees(forest(found.recruiter), window=WINDOW, draws=200),
    }


@cache
def page() -> str:
    return written(results(cause(), members=MEMBERS))


def test_a_cause_with_the_margins_of_the_paper_is_told_in_its_words() -> None:
    text = Read(page()).text.replace("\N{NO-BREAK SPACE}", " ")

    assert "An illusion of activism" in text
    assert "Most brought nobody: 72.19 %" in text
    assert re.search(r"Almost nobody gave: 99\.[67]\d % gave nothing", text)
    assert re.search(r"80\.\d\d % of 12.500 members came through somebody", text)


def test_it_needs_nothing_else() -> None:
    read = Read(page())

    assert {tag for tag, _ in read.tags} & {"script", "link", "img", "iframe", "object", "image"} == set()
    assert [href for href in read.all("href") if not href.startswith(("#", "data:text/csv"))] == []
    assert read.all("src") == []
    assert "url(h" not in page()
    assert "@import" not in page()
    assert [
        name for _, attributes in read.tags for name in attributes if name.startswith("on") or name == "style"
    ] == []


def test_every_measure_has_its_place_and_every_link_leads_somewhere() -> None:
    ids = Read(page()).all("id")

    assert len(ids) == len(set(ids))
    assert set(IDS) <= set(ids)
    assert {href[1:] for href in Read(page()).all("href") if href.startswith("#")} <= set(ids)


def test_headings_come_in_order_and_tables_have_captions() -> None:
    levels = [int(tag[1]) for tag, _ in Read(page()).tags if re.fullmatch(r"h[1-6]", tag)]
    tags = [tag for tag, _ in Read(page()).tags]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    assert tags.count("table") == tags.count("caption") > 3
    assert {one["scope"] for tag, one in Read(page()).tags if tag == "th"} == {"col", "row"}


def test_the_questions_stand_in_the_order_of_the_table() -> None:
    found = re.findall(r'<h2 id="q-(\w+)"', page())

    assert found == [
        *("acting", "stopping", "following", "returning", "differing"),
        *("alone", "lasting", "together", "crossing", "growing"),
    ]


def test_each_plot_has_its_numbers_as_csv() -> None:
    links = [href for href in Read(page()).all("href") if href.startswith("data:")]

    assert page().count("<svg") <= len(links)
    assert all("," in unquote(href.partition(",")[2]).splitlines()[0] for href in links)


def test_references_are_dated_and_cited_and_called_no_target() -> None:
    text = Read(page()).text

    assert "72.19\N{NO-BREAK SPACE}% recruited nobody" in text
    assert "Sociological Science" in text
    assert "90-9-1" in text
    assert "2014" in text
    assert "None of it is a target" in text


@pytest.mark.parametrize("recalled", ["1,174,612", "989", "90,776", "29.06", "45.57", "94.53"])
def test_what_is_only_recalled_is_not_cited(recalled: str) -> None:
    assert recalled not in Read(page()).text


def test_its_style_knows_no_left_and_right() -> None:
    style = page().partition("<style>")[2].partition("</style>")[0]

    sides = r"(?:margin|padding|border)-(?:left|right|top|bottom)|text-align: *(?:left|right)"

    assert not re.search(sides + r"|[\s;{](?:left|right|width|height):", style)
    assert "prefers-color-scheme: dark" in style
    assert "@media print" in style


def test_language_and_direction_are_said() -> None:
    found = results({})

    assert '<html lang="en" dir="ltr">' in written(found)
    assert '<html lang="ar" dir="rtl">' in written(found, language="ar")
    assert "\N{LEFT-TO-RIGHT ISOLATE}2026-01-01" in written(found, language="ar")


def test_names_of_files_and_circles_are_text() -> None:
    found = written(results({}, source="<script>alert(1)</script>.csv", circle="<b>Norr</b>"))

    assert "<script>" not in found
    assert "&lt;b&gt;Norr&lt;/b&gt;" in found


def test_what_was_left_out_is_told_with_its_place() -> None:
    left = LeftOut(Why.NOT_YET, "at", 12, (Row("acts.csv", 7),))
    text = Read(written(results({}, left_out=(left,)))).text

    assert "It has not happened yet" in text
    assert "acts.csv: 7" in text
    assert "What was left out" not in Read(written(results({}))).text


@pytest.mark.parametrize("members", [0, 1, 2])
def test_nobody_one_or_two_members_give_a_page_that_says_why_there_is_nothing(members: int) -> None:
    text = Read(written(results({}, members=members, acts=0))).text

    assert "cannot be told" in text
    assert text.count("Nothing of this kind") == len(IDS)


def test_two_are_compared_over_equal_times() -> None:
    one = results(cause(), source="one.csv")
    text = Read(
        written(one, results({"zero_share": zero_share(Spread.of([0] * 100 + [1] * 300))}, source="two.csv"))
    ).text

    assert "Higher in the first." in text
    assert "Too little data to compare." in text
    assert "one.csv" in text
    assert "two.csv" in text


def test_times_of_different_length_are_not_compared_and_it_says_so() -> None:
    longer = Window(START, START + timedelta(days=120))
    text = Read(written(results(cause()), replace(results(cause()), window=longer))).text

    assert "They are not compared" in text
    assert "Higher in" not in text
