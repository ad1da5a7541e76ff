"""A gathering on a phone: called, come to, and its day read without a network; then nothing of it is left."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from tests.browser.axe import in_light_and_dark
from tests.browser.visiting import PHONE
from tests.browser.walking import Somebody

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.visiting import Visits

KEPT = "async () => (await caches.has('kept')) && (await (await caches.open('kept')).keys()).length > 3"
NUMBER = "070 123 45 67"


def calls_together(organiser: Somebody, circle: str) -> str:
    """An evening that has begun; where its page is, and the code for its door."""
    began = datetime.now(ZoneInfo("Europe/Stockholm")) - timedelta(minutes=30)
    organiser.at("/circles/")
    organiser.follow(circle)
    organiser.follow("Call people together")
    organiser.fill(title="Letters for Milad", venue="Main street 4", day=f"{began:%Y-%m-%d}", others="2 make coffee")
    organiser.fill(starts=f"{began:%H:%M}", ends=f"{began + timedelta(hours=4):%H:%M}")
    organiser.page.get_by_label("only to those who say that they come").check()
    organiser.press("Call people together")
    return urlsplit(organiser.page.url).path


def prepares(organiser: Somebody) -> str:
    """Programme, a number, and a line about what changed; the code for the door."""
    organiser.follow("Who comes, and the code for the door")
    organiser.fill(programme="00:00 Doors open", numbers=f"Karin {NUMBER}")
    organiser.press("Keep this")
    organiser.fill(text="The front door is locked")
    organiser.press("Tell them")
    return organiser.page.inner_text(".code")


def test_a_day_is_read_and_the_code_typed_without_a_network(visits: Visits, demo: str) -> None:
    found: list[str] = []

    def look(page: Page) -> None:
        found.extend(in_light_and_dark(page, page.url))

    organiser = Somebody(visits.open(demo, as_="karin"), look)
    address = calls_together(organiser, "Skåne")
    code = prepares(organiser)
    for link in ("Letters for Milad", "Change the words"):
        organiser.follow(link)
    for end in ("move/", "cancel/", "after/", "day/"):
        organiser.at(address + end)
    guest = Somebody(visits.open(demo, as_="maja", size=PHONE), look)
    guest.at(address)
    guest.page.get_by_label("I’m coming").check()
    guest.press("Answer")
    assert guest.sees("Main street 4")
    guest.follow("The page for the day")
    guest.page.locator("[data-keep]").wait_for()
    guest.page.wait_for_function(KEPT)
    assert found == []
    without_a_network(guest.page, code)
    leaves(visits, guest.page)


def without_a_network(page: Page, code: str) -> None:
    """It is all there, and the code waits for a network; when there is one it is sent by itself."""
    page.context.set_offline(True)
    page.reload()
    for words in ("Letters for Milad", "Main street 4", "The front door is locked", f"Karin {NUMBER}"):
        assert page.get_by_text(words).first.is_visible(), words
    assert page.evaluate("[...document.styleSheets].some((sheet) => sheet.cssRules.length)"), "it keeps its looks"
    page.fill("[name=code]", code)
    page.get_by_role("button", name="I am here").click()
    page.locator("[data-said=kept]").wait_for()
    page.context.set_offline(False)
    page.locator("[data-said=sent]").wait_for()
    page.reload()
    assert page.get_by_text("You are here.").is_visible()


def leaves(visits: Visits, page: Page) -> None:
    """By the quick exit, which leads to a page that cannot be reached from here."""
    page.context.route("https://**/*", lambda route: route.fulfill(body="elsewhere"))
    with page.expect_navigation():
        page.get_by_role("button", name="Leave this site").click()
    page.goto("/")
    page.wait_for_function("async () => !(await caches.has('kept'))")
    visits.entered.clear()  # the session ended with it
    # That there was no network, and that somebody left, was meant to happen.
    visits.watch(page).forget()
