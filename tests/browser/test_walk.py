"""From an empty installation to the first help, and to what the next person finds before they have to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.axe import in_light_and_dark
from tests.browser.conftest import address
from tests.browser.visiting import PHONE, WIDE, Visits
from tests.browser.walking import Somebody
from tests.serve.commanding import Served

if TYPE_CHECKING:
    from playwright.sync_api import Page

NEED = "A bed for two nights, a boy who turned 18 this morning"
TROUBLE = "He has to leave his room today. He is calm, and afraid of dogs."
ROOM = "We have a room and no dog. He can come at six."
COMPANY = "You are not alone with this. I am awake all night."
KNOWN = "Where somebody sleeps who turned 18 today"


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
def test_from_nothing_to_what_the_next_person_finds(scripts: bool, empty: Served, visits: Visits) -> None:
    here = address(empty)
    barriers: list[str] = []

    def look(page: Page) -> None:
        if scripts:  # what a page looks like is the same without
            barriers.extend(in_light_and_dark(page, page.url))

    founder = Somebody(visits.open(here, scripts=scripts, size=WIDE), look)
    asker = Somebody(visits.open(here, scripts=scripts, size=PHONE), look)
    newcomer = Somebody(visits.open(here, scripts=scripts, size=PHONE), look)

    begins_and_invites(founder, asker, empty.wait_for(r"(/setup/\S+)"))
    asks_and_is_answered(asker, founder)
    is_helped_and_writes_it_down(asker)
    finds_it_before_asking(newcomer, founder, scripts=scripts)
    assert barriers == []


def begins_and_invites(founder: Somebody, asker: Somebody, opening: str) -> None:
    """A movement, a circle, and somebody else in it."""
    founder.sets_up(opening, movement="Stand by", circle="Skåne", handle="amina")
    assert founder.sees("Your movement has begun.")
    asker.comes_in(founder.invites(), "sara")
    assert asker.heading() == "Skåne"
    founder.at(opening)
    assert founder.heading() == "There is nothing here for you to see"


def asks_and_is_answered(asker: Somebody, helper: Somebody) -> None:
    """With something practical, and with company."""
    asker.writes_an_ask(NEED, TROUBLE)
    asker.press("Ask the circle")
    assert asker.heading() == NEED
    assert asker.sees("Nobody has answered yet.")
    helper.at("/")
    assert helper.heading() in {"Somebody is waiting", "Somebody asks for you"}  # called by name by then, or not yet
    helper.follow(NEED)
    helper.at(asker.page.url)  # who is called by name has come to the page of the call
    helper.press("I take this")
    helper.answers(ROOM, "Send: practical")
    helper.answers(COMPANY, "Send: with you")
    assert helper.page.locator(".answer.practical", has_text=ROOM).count() == 1
    assert helper.page.locator(".answer.emotional", has_text=COMPANY).count() == 1


def is_helped_and_writes_it_down(asker: Somebody) -> None:
    """Which answer helped, what came of it, and what the next person ought to know."""
    asker.at(asker.page.url)
    assert asker.sees("amina has taken this.")
    asker.says_it_helped(ROOM)
    asker.follow("I am helped")
    asker.fill(note="He sleeps at Amina's until Monday.")
    asker.press("Mark as helped")
    assert asker.page.locator(".banner.helped").count() == 1
    asker.follow("Write down what worked")
    assert asker.page.input_value("[name=text]") == ROOM
    asker.fill(title=KNOWN, text="Ask here by noon. Somebody has a room.", jurisdiction="Sweden")
    asker.press("Keep this page")
    assert asker.heading() == KNOWN
    assert asker.page.get_by_role("main").get_by_role("link", name="amina").count() == 1


def finds_it_before_asking(newcomer: Somebody, founder: Somebody, *, scripts: bool) -> None:
    """Somebody who came after it was written is about to ask the same."""
    founder.at("/circles/")
    founder.follow("Skåne")
    founder.follow("Invite somebody")
    newcomer.comes_in(founder.invites(), "milan")
    newcomer.writes_an_ask("A bed for a boy who turned 18", "He has nowhere to sleep.")
    if scripts:
        newcomer.page.locator("#before a", has_text=KNOWN).wait_for()
        newcomer.look(newcomer.page)
    else:
        newcomer.press("Ask the circle")
    found = newcomer.page.get_by_role("link", name=KNOWN)
    with newcomer.page.context.expect_page() as opened:
        found.click()
    assert opened.value.inner_text("h1") == KNOWN
    assert newcomer.page.input_value("[name=title]") == "A bed for a boy who turned 18"
    newcomer.at("/circles/")
    newcomer.follow("Skåne")
    assert newcomer.page.get_by_role("link", name="A bed for a boy").count() == 0
