"""From a name given on a telephone without scripts to a letter, a pledge, a task and a gathering. The pledge becomes
binding while others look at its page and at its campaign’s, members and passers-by: nobody loads anything anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.browser.axe import in_light_and_dark
from tests.browser.conftest import PATIENCE, address
from tests.browser.test_signing import link_in
from tests.browser.visiting import PHONE, WIDE, Visits
from tests.browser.walking import Somebody
from tests.serve.commanding import Served
from tests.serve.first_start import FirstStarts

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page


LOOKS_AT = ("/pledges/", "/giving/", "/spending/", "/next/", "/why/", "/funnel/", "/need/")


class Barriers:
    """What stands in the way on the pages of pledges, gifts and steps that somebody comes to."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.looked: set[str] = set()

    def __call__(self, page: Page) -> None:
        """Look at `page`, if it is one of these."""
        name = next((one for one in LOOKS_AT if one in page.url), "")
        if name:
            self.looked.add(name)
            self.found += in_light_and_dark(page, page.url)


@pytest.fixture
def served(browser: Browser, first_starts: FirstStarts, tmp_path: Path) -> Iterator[Served]:
    """A server on which nobody lives yet."""
    served = Served(first_starts.empty(tmp_path / "data"), "--empty", "--workers", "2", patience=PATIENCE)
    yield served
    served.end()


def starts_a_campaign(amina: Somebody) -> str:
    """In her circle, with a pledge on its ladder; it is still a draft. The address of the campaign."""
    amina.at("/circles/")
    amina.follow("Skåne")
    amina.at(f"{amina.page.url}campaigns/new/")
    amina.fill(title="A bed past eighteen", demand="Let nobody lose their bed.")
    amina.press("Keep this draft")
    amina.follow("Add a target")
    amina.fill(name="The region", email="region@example.org")
    _send(amina)
    campaign = amina.page.url.partition("organise/")[0]
    for kind in ("Sign", "Write a letter", "Give"):
        amina.at(f"{campaign}organise/")
        amina.follow("Add something to do")
        amina.page.get_by_role("radio", name=kind).check()
        _send(amina)
    amina.at(f"{campaign}organise/")
    amina.follow("Whom it needs")
    amina.at(f"{campaign}organise/")
    amina.follow("Add something to do")
    amina.page.get_by_role("radio", name="Pledge").check()
    _send(amina)
    amina.look(amina.page)
    return campaign


def _send(amina: Somebody) -> None:
    with amina.page.expect_navigation():
        amina.page.locator("main form button.first").click()


def writes_the_terms(amina: Somebody) -> str:
    """A pledge of two, within nine days; this is where the page for it is open. The address of the pledge."""
    last = (datetime.now(UTC) + timedelta(days=9)).date().isoformat()
    amina.fill(promise="stand outside the town hall", needed="2", until=last)
    amina.press("Let people pledge")
    return amina.page.url


def gives_and_asks(sara: Somebody) -> None:
    """This is where the page of the campaign is open; sara writes down blankets and wants a bus."""
    sara.follow("What was given")
    sara.follow("Write down what I gave")
    sara.page.get_by_role("radio", name="Things").check()
    sara.fill(things="40 blankets")
    sara.press("Write it down")
    sara.follow("Why this matters to others")
    sara.page.go_back()
    sara.follow("A bed past eighteen")
    sara.follow("What was given")
    sara.follow("Strike it out")
    sara.page.go_back()
    sara.follow("Ask the circle to spend")
    sara.fill(purpose="A bus", amount="500")
    sara.press("Ask the circle")


def signs(eva: Somebody, campaign: str, mail: Path) -> None:
    """On a telephone without scripts: the form, the letter, and her name counts."""
    eva.at(f"{campaign}sign/")
    eva.fill(name="Eva Berg", email="eva@example.org")
    eva.page.wait_for_timeout(3_500)
    eva.press("Sign")
    eva.at(link_in(mail, "eva@example.org"))
    eva.press("Yes, count my name")
    assert eva.sees("Because")
    eva.follow("Something else")


def writes(eva: Somebody, campaign: str) -> None:
    """The same browser is known by the letter, so that hers leaves at once."""
    eva.at(campaign)
    eva.follow("Write a letter")
    eva.fill(own="My brother lost his bed on his birthday, and I drove him to school for a month.", name="Eva Berg")
    eva.press("Go on")
    eva.press("Read it and send it")
    eva.press("Send it from here")
    assert eva.sees("Thank you. Your letter counts.")
    eva.follow("What comes next")


def works_and_comes(amina: Somebody, sara: Somebody, campaign: str) -> None:
    """A task of the campaign and a gathering for it; after each, one thing more."""
    amina.at(campaign)
    amina.follow("Make a task of it")
    amina.fill(title="Paint the banner")
    amina.press("Make the task")
    sara.at(amina.page.url)
    sara.press("I take this")
    sara.follow("It is done")
    sara.press("It is done")
    sara.follow("What comes next")
    amina.at(campaign)
    amina.follow("Call people together")
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()
    amina.fill(title="Outside the town hall", venue="Main street 4", day=tomorrow, starts="18:00", ends="20:00")
    amina.press("Call people together")
    sara.at(amina.page.url)
    sara.page.get_by_text("I’m coming").first.click()
    sara.press("Answer")
    sara.follow("What comes next")


def test_the_crossing_is_seen_by_those_who_look(browser: Browser, served: Served, tmp_path: Path) -> None:
    visits, here = Visits(browser), address(served)
    look = Barriers()
    amina = Somebody(visits.open(here, size=WIDE), look)
    sara = Somebody(visits.open(here, size=PHONE), look)
    amina.sets_up(
        served.wait_for(r"(http\S+/setup/\S+)").replace("127.0.0.1", "localhost"),
        movement="Stand by",
        circle="Skåne",
        handle="amina",
    )
    sara.comes_in(amina.invites(), "sara")
    campaign = starts_a_campaign(amina)
    pledge = writes_the_terms(amina)
    amina.at(f"{campaign}organise/")
    amina.press("Open it to everybody")
    amina.at(pledge)
    amina.press("I will, if enough others will")
    amina.at(pledge)
    other = amina.page.context.new_page()
    other.goto(campaign)
    for page in (amina.page, other):
        page.locator("#live").get_by_text("by itself").wait_for()
    passers = [visits.open(here, size=PHONE) for _each in range(2)]
    for page, where in zip(passers, (campaign, pledge), strict=True):
        page.goto(where)
    eva = Somebody(visits.open(here, scripts=False, size=PHONE), lambda page: None)
    signs(eva, campaign, tmp_path / "data" / "mail")
    writes(eva, campaign)
    eva.at(pledge)
    eva.press("I will, if enough others will")
    amina.page.get_by_text("Enough have pledged.").first.wait_for()
    other.get_by_text("2 were needed and 2 have pledged: everybody is bound.").first.wait_for()
    for page in passers:
        page.evaluate("dispatchEvent(new Event('visibilitychange'))")
        page.locator("#came").get_by_text("Enough have pledged.").wait_for()
        page.get_by_text("2 were needed and 2 have pledged: everybody is bound.").first.wait_for()
    sara.at(pledge)
    sara.press("I will")
    sara.at(pledge)
    sara.press("I did it")
    sara.at(campaign)
    gives_and_asks(sara)
    amina.at(f"{pledge}pledgers/")
    amina.at(f"{campaign}funnel/")
    works_and_comes(amina, sara, campaign)
    assert look.found == []
    assert look.looked == set(LOOKS_AT)
    assert visits.close() == []
