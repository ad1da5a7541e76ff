"""A campaign grows out of an ask, on a phone, and nothing stands in anybody's way on its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.urls import resolve

from tests.browser.axe import in_light_and_dark
from tests.browser.visiting import PHONE, Visits
from tests.browser.walking import Somebody

if TYPE_CHECKING:
    from playwright.sync_api import Page

PAGES = {
    "campaign_from",
    "origin",
    "target_edit",
    "rung_edit",
    "reply",
    "campaign_organise",
    "target_new",
    "rung_new",
    "campaign_edit",
    "campaign",
    "reply_new",
    "campaign_deliver",
    "campaign_outcome",
    "campaign_copy",
    "campaign_close",
    "campaign_updates",
    "update_new",
    "campaign_lists",
    "supporters_import",
}


def test_a_campaign_grows_out_of_an_ask(visits: Visits, demo: str) -> None:
    found: list[str] = []
    looked: set[str] = set()

    def look(page: Page) -> None:
        looked.add(resolve(urlsplit(page.url).path).view_name)
        found.extend(in_light_and_dark(page, page.url))

    karin = Somebody(visits.open(demo, as_="karin", size=PHONE), look)
    campaign = starts(karin)
    karin.press("Open it to everybody")
    for end in ("updates/", "updates/new/", "lists/", "lists/import/"):
        karin.at(f"{campaign}{end}")
    tells_how_it_went(karin, campaign)
    stranger = Somebody(visits.open(demo, size=PHONE), look)
    stranger.at(campaign)
    assert stranger.sees("What came of it")
    stranger.at("/campaigns/")
    assert found == []
    assert looked >= PAGES


def starts(karin: Somebody) -> str:
    """Beside an ask of hers; a target and something to do. The path of the campaign."""
    karin.at("/circles/")
    karin.follow("Skåne")
    karin.writes_an_ask("A bed from Friday", "He turns eighteen.")
    karin.press("Ask the circle")
    if karin.sees("Ask the circle all the same"):
        karin.press("Ask the circle all the same")
    ask = karin.page.url
    karin.follow("Make this a campaign")
    karin.fill(title="A bed past eighteen", demand="Let nobody lose their bed.")
    karin.press("Keep this draft, and ask")
    campaign = urlsplit(karin.page.url).path.removesuffix("organise/")
    karin.at(ask)
    karin.follow("Decide about")
    karin.at(f"{campaign}organise/")
    karin.follow("Add a target")
    karin.fill(name="The region")
    karin.press("Add this target")
    karin.follow("Add something to do")
    karin.page.get_by_role("radio", name="Write a letter").check()
    karin.fill(goal="300", why="They must answer.")
    karin.press("Put it on the ladder")
    karin.at(f"{campaign}organise/")
    for begins in ("/targets/", "/rungs/"):
        goes(karin, begins)
        karin.at(f"{campaign}organise/")
    karin.at(f"{campaign}edit/")
    karin.at(campaign)
    karin.at(f"{campaign}organise/")
    return campaign


def tells_how_it_went(karin: Somebody, campaign: str) -> None:
    """They wrote, it was handed over, something came of it, and it goes on elsewhere."""
    karin.at(f"{campaign}organise/")
    karin.follow("They wrote something")
    karin.page.get_by_role("radio", name="They answer").check()
    karin.fill(text="We have heard you.")
    karin.press("Show it to everybody")
    karin.at(f"{campaign}organise/")
    goes(karin, "/replies/")
    karin.at(f"{campaign}deliver/")
    karin.fill(note="300 letters, to the chair.")
    karin.press("It was handed over")
    karin.at(f"{campaign}outcome/")
    karin.fill(outcome="They pay for beds until twenty-one.")
    karin.press("Tell everybody who took part")
    karin.follow("Do the same for another place")
    karin.at(f"{campaign}close/")
    karin.at(campaign)


def goes(karin: Somebody, begins: str) -> None:
    """By the first link to such an address."""
    with karin.page.expect_navigation():
        karin.page.locator(f"main a[href^='{begins}']").first.click()
    karin.look(karin.page)
