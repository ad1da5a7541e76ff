"""A letter from the first words until it is sent, a call and an article, on a phone: nothing stands in the way."""

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
    "letters_prepare",
    "letter_begin",
    "letter",
    "letter_send",
    "letter_print",
    "letters_sent",
    "phone_prepare",
    "phone",
    "phone_call",
    "phone_notes",
    "article",
    "pitch_new",
    "pitch",
    "clipping_new",
    "speaker_ask",
}


def test_a_letter_a_call_and_an_article(visits: Visits, demo: str) -> None:
    found: list[str] = []
    looked: set[str] = set()

    def look(page: Page) -> None:
        looked.add(resolve(urlsplit(page.url).path).view_name)
        found.extend(in_light_and_dark(page, page.url))

    karin = Somebody(visits.open(demo, as_="karin", size=PHONE), look)
    campaign = starts(karin)
    writes(karin, campaign)
    calls(karin, campaign)
    places(karin, campaign)
    assert found == []
    assert looked >= PAGES


def starts(karin: Somebody) -> str:
    """One target, and three things to do. The address of the campaign."""
    karin.page.goto("/circles/")
    karin.follow("Skåne")
    karin.page.goto(f"{karin.page.url}campaigns/new/")
    karin.fill(title="The night bus", demand="Keep the night bus.")
    karin.press("Keep this draft")
    campaign = karin.page.url.partition("organise/")[0]
    karin.page.goto(f"{campaign}organise/")
    karin.follow("Add a target")
    karin.fill(name="The council", email="council@example.org", phone="046-12 34 56")
    karin.press("Add this target")
    for kind in ("Write a letter", "Make a call", "Place an article"):
        karin.page.goto(f"{campaign}organise/")
        karin.follow("Add something to do")
        karin.page.get_by_role("radio", name=kind).check()
        karin.press("Put it on the ladder")
    karin.page.goto(f"{campaign}organise/")
    karin.press("Open it to everybody")
    return campaign


def writes(karin: Somebody, campaign: str) -> None:
    """Own words, a point, a last look, on paper, and sent from here."""
    goes(karin, campaign, "/write/")
    karin.follow("Prepare facts and points")
    karin.fill(points="The road has no lights at all.")
    karin.press("Save")
    karin.fill(own="My grandson took that bus. Since it stopped he walks along the road.", name="Karin")
    karin.press("Go on")
    karin.page.get_by_role("checkbox", name="no lights").check()
    karin.press("Put these into the letter")
    karin.press("Read it and send it")
    karin.follow("A page to print")
    assert karin.sees("The road has no lights at all.")
    karin.page.go_back()
    karin.press("Send it from here")
    assert karin.sees("Your letter counts")
    karin.press("Let everybody read it")
    goes(karin, campaign, "/write/")
    karin.follow("Read those that are shown")
    assert karin.sees("The night bus")


def calls(karin: Somebody, campaign: str) -> None:
    """Who calls now is seen; afterwards one tap."""
    goes(karin, campaign, "/phone/")
    karin.follow("Prepare what to say")
    karin.fill(script="I am a neighbour.")
    karin.press("Save")
    karin.press("I call there now")
    karin.press("They promised something")
    assert karin.sees("1 call has been made.")
    karin.follow("What was said")


def places(karin: Somebody, campaign: str) -> None:
    """An article for an outlet, printed in the end."""
    goes(karin, campaign, "/articles/")
    article = karin.page.url
    karin.follow("Ask somebody to speak")
    karin.at(article)
    karin.follow("An article for an outlet")
    karin.fill(outlet="The Post", title="Who walks at night")
    karin.press("I take this on")
    taken = karin.page.url
    karin.press("Sent to the outlet")
    assert karin.page.url.endswith("/next/")
    karin.at(taken)
    karin.press("Printed")
    karin.fill(title="They walk at night", outlet="The Post", url="https://post.example/1", printed_on="2026-11-01")
    karin.press("Add it")
    assert karin.page.url.endswith("/next/")
    karin.at(article)
    assert karin.sees("They walk at night")


def goes(karin: Somebody, campaign: str, begins: str) -> None:
    """From the campaign's page, by its ladder."""
    karin.page.goto(campaign)
    with karin.page.expect_navigation():
        karin.page.locator(f"main a[href^='{begins}']").first.click()
    karin.look(karin.page)
