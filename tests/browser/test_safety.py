"""From a report to the end of an appeal, each in a browser of their own; and keeping somebody at a distance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.axe import in_light_and_dark
from tests.browser.visiting import PHONE
from tests.browser.walking import Somebody

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.visiting import Visits

pytestmark = pytest.mark.browser
TOLD = "You wrote down an address."


def proposes(steward: Somebody) -> None:
    """A pause for three days, which another has to second."""
    steward.page.get_by_role("radio", name="Pause their writing").check()
    steward.page.select_option("main [name=days]", "3")
    steward.fill(own_norm="We do not pass on addresses.", told=TOLD, said="An address was passed on.")
    steward.press("Propose it")


def test_a_report_two_stewards_and_another_look(visits: Visits, demo: str) -> None:
    found: list[str] = []

    def look(page: Page) -> None:
        found.extend(in_light_and_dark(page, page.url))

    reporter = Somebody(visits.open(demo, as_="maja", size=PHONE), look)
    reporter.at("/members/sara/")
    reporter.follow("Report")
    if reporter.page.locator("main [name=words]").count() == 0:
        reporter.follow("Skåne")
    others = reporter.page.get_by_role("radio", name="Something else")
    if others.count():
        others.check()
    reporter.fill(words="She wrote where I live.")
    reporter.press("Tell them")
    assert reporter.sees("The stewards have it")
    steward = Somebody(visits.open(demo, as_="karin"), look)
    steward.at("/circles/")
    steward.follow("Skåne")
    steward.follow("Tend")
    steward.follow("Cases")
    steward.follow("About sara")
    assert steward.sees("She wrote where I live.")
    proposes(steward)
    case = steward.page.url
    second = Somebody(visits.open(demo, as_="amina"), look)
    second.at(case)
    second.press("I see it the same way")
    second.at("/circles/")
    second.follow("Skåne")
    second.follow("About")
    second.follow("What stewards have decided")
    assert second.sees("An address was passed on.")
    reporter.at("/reports/")
    assert reporter.sees("Dealt with")
    concerned = Somebody(visits.open(demo, as_="sara"), look)
    hears_of_it(concerned)
    assert concerned.sees(TOLD)
    concerned.fill(words="It was my own address.")
    concerned.press("Ask for another look")
    assert concerned.sees("Being looked at")
    assert found == []


def hears_of_it(concerned: Somebody) -> None:
    """By a notice, once the worker has been; it leads to the decision."""
    for _try in range(40):
        concerned.page.goto("/inbox/")
        if concerned.page.get_by_role("link", name="The stewards have decided").count():
            break
        concerned.page.wait_for_timeout(250)
    concerned.follow("The stewards have decided")


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
