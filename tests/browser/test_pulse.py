"""The pulse, as a member of a circle reads it, on a small screen, with scripts and without; and what stewards see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.axe import in_light_and_dark
from tests.browser.shapes import sideways, small_buttons
from tests.browser.visiting import PHONE
from tests.browser.walking import Somebody

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.visiting import Visits

CIRCLE = "Skåne"
"""Karin tends it, and Sara belongs to it."""
CARE = "Who needs care"


def somebody(visits: Visits, demo: str, handle: str, scripts: bool, found: list[str]) -> Somebody:
    """On a telephone; what is in their way is told in `found`."""

    def look(page: Page) -> None:
        lines = [*sideways(page), *small_buttons(page)]
        found.extend(f"{page.url}: {line}" for line in lines)
        found.extend(in_light_and_dark(page, page.url) if scripts else [])

    return Somebody(visits.open(demo, as_=handle, scripts=scripts, size=PHONE), look)


def opens_the_pulse(one: Somebody) -> str:
    """From their circles; the path of the circle."""
    one.at("/circles/")
    one.follow(CIRCLE)
    path = one.page.url
    one.follow("The pulse of this circle")
    assert one.heading() == f"The pulse of {CIRCLE}"
    return path


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_a_member_reads_it(scripts: bool, visits: Visits, demo: str) -> None:
    found: list[str] = []
    sara = somebody(visits, demo, "sara", scripts, found)
    circle = opens_the_pulse(sara)
    pulse = sara.page.url
    assert sara.sees("The next pulse is taken on")
    assert sara.page.get_by_role("link", name=CARE).count() == 0

    sara.follow("were answered within a day")
    for part in ("How sure it is", "Interval", "Method", "What it cannot see"):
        assert sara.sees(part)
    sara.at(pulse)
    sara.follow("Every pulse so far")
    sara.page.locator("main ul.list a").nth(1).click()
    sara.page.wait_for_url("**/pulse/*/")
    sara.look(sara.page)
    assert sara.sees("This is an earlier pulse")
    assert sara.sees("Whoever asks to be left out is not counted.")
    sara.follow("The newest pulse")
    assert sara.page.get_by_text("This is an earlier pulse").count() == 0

    answer = sara.page.goto(circle + "pulse/care/")
    assert answer is not None
    assert answer.status == 404
    visits.watch(sara.page).forget()
    assert found == []


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_a_steward_sees_who_needs_care(scripts: bool, visits: Visits, demo: str) -> None:
    found: list[str] = []
    karin = somebody(visits, demo, "karin", scripts, found)
    opens_the_pulse(karin)
    karin.follow(CARE)

    assert karin.heading() == CARE
    assert karin.sees("It says where you can lighten a load, and compares nobody.")
    assert found == []


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_one_is_left_out_and_comes_back(scripts: bool, visits: Visits, demo: str) -> None:
    found: list[str] = []
    maja = somebody(visits, demo, "maja", scripts, found)
    maja.at("/me/")
    maja.follow("Whether the pulse counts me")
    maja.press("Leave me out of the pulse")
    assert maja.sees("You are left out of the pulse, since")
    maja.press("Count me again")
    assert maja.page.get_by_role("button", name="Leave me out of the pulse").is_visible()
    assert found == []
