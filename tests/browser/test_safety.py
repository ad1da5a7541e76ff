"""From a report to the end of an appeal, each in a browser of their own; and keeping somebody at a distance."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.browser.axe import in_light_and_dark
from tests.browser.conftest import address
from tests.browser.visiting import PHONE
from tests.browser.walking import Somebody

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.visiting import Visits
    from tests.serve.commanding import Served

pytestmark = pytest.mark.browser
TOLD = "You wrote down an address."


def proposes(steward: Somebody) -> None:
    """A pause for three days, which another has to second."""
    steward.page.get_by_role("radio", name="Pause their writing").check()
    steward.page.select_option("main [name=days]", "3")
    steward.fill(own_norm="We do not pass on addresses.", told=TOLD, said="An address was passed on.")
    steward.press("Propose it")


def comes_in(visits: Visits, where: str, founder: Somebody, handle: str, look: Callable[[Page], None]) -> Somebody:
    """By a link of whoever tends the circle."""
    founder.at("/circles/")
    founder.follow("Neighbours")
    founder.follow("Invite somebody")
    if handle == "bea":
        founder.page.get_by_label("tends the circle with me").check()
    link = founder.invites()
    one = Somebody(visits.open(where), lambda _page: None)
    one.comes_in(link, handle)
    one.look = look
    return one


def test_a_report_two_stewards_and_another_look(visits: Visits, empty: Served) -> None:
    found: list[str] = []
    where = address(empty)

    def look(page: Page) -> None:
        if any(part in page.url for part in ("/cases/", "/decisions/", "/appeals/", "/report")):
            found.extend(in_light_and_dark(page, page.url))

    steward = Somebody(visits.open(where), look)
    steward.sets_up(empty.wait_for(r"(/setup/\S+)"), movement="Stand by", circle="Neighbours", handle="anna")
    bea, cia, dan, eva = (comes_in(visits, where, steward, one, look) for one in ("bea", "cia", "dan", "eva"))
    cia.at("/members/dan/")
    cia.follow("Report")
    cia.page.get_by_role("radio", name="Something else").check()
    cia.fill(words="He wrote where I live.")
    cia.press("Tell them")
    assert cia.sees("The stewards have it")
    steward.at("/circles/")
    for link in ("Neighbours", "Tend", "Cases", "About dan"):
        steward.follow(link)
    assert steward.sees("He wrote where I live.")
    proposes(steward)
    bea.at(steward.page.url)
    bea.press("I see it the same way")
    cia.at("/reports/")
    assert cia.sees("Dealt with")
    hears_of(dan, "The stewards have decided")
    assert dan.sees(TOLD)
    dan.fill(words="It was my own address.")
    dan.press("Ask for another look")
    assert dan.sees("Being looked at")
    hears_of(eva, "You are asked to look at a decision anew")
    assert eva.sees("It was my own address.")
    eva.page.get_by_role("radio", name="should be lifted").check()
    eva.press("That is how I see it")
    eva.at("/circles/")
    for link in ("Neighbours", "About", "What stewards have decided"):
        eva.follow(link)
    assert eva.sees("Lifted after an appeal")
    assert found == []


def hears_of(concerned: Somebody, words: str) -> None:
    """By a notice, once the worker has been; it leads on."""
    told = concerned.page.locator("#told li", has_text=words)
    for _try in range(60):
        concerned.page.goto("/inbox/")
        if told.count():
            break
        concerned.page.wait_for_timeout(250)
    with concerned.page.expect_navigation():
        told.first.get_by_role("link").first.click()
    concerned.look(concerned.page)


def test_a_block_is_mine_alone_and_silent(visits: Visits, demo: str) -> None:
    found: list[str] = []

    def look(page: Page) -> None:
        found.extend(in_light_and_dark(page, page.url))

    mine = Somebody(visits.open(demo, as_="maja", size=PHONE), look)
    theirs = Somebody(visits.open(demo, as_="jonas"), lambda _page: None)
    theirs.at("/members/maja/")
    assert theirs.heading() == "maja"
    mine.at("/members/jonas/")
    mine.page.get_by_text("You do not want to meet them here?").click()
    mine.press("Block jonas")
    assert mine.sees("They are not told")
    theirs.at("/members/maja/")
    assert theirs.heading() != "maja"
    theirs.at("/inbox/")
    assert "maja" not in theirs.page.inner_text("main")
    mine.press("Meet again")
    theirs.at("/members/maja/")
    assert theirs.heading() == "maja"
    assert found == []
