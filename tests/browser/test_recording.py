"""The record in a browser that is a witness: it keeps a head, checks the next, and refuses one that does not go on."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from tests.browser.axe import in_light_and_dark
from tests.browser.conftest import address
from tests.browser.visiting import PHONE, Visits
from tests.browser.walking import Somebody
from tests.record.lying import Other
from tests.serve.commanding import Served

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

PATIENCE = 90
"""Seconds until the worker of a server that was just started has signed."""


def test_a_browser_keeps_a_head_and_refuses_another_record(visits: Visits, empty: Served) -> None:
    found: list[str] = []

    def look(page: Page) -> None:
        found.extend(in_light_and_dark(page, page.url))

    somebody = Somebody(visits.open(address(empty)), look)
    somebody.sets_up(empty.wait_for(r"(/setup/\S+)"), movement="Stand by", circle="Skåne", handle="amina")
    wait_for_a_head(somebody.page)
    keeps_and_checks(somebody)
    without_scripts(visits, address(empty))
    refuses(somebody)
    assert found == []


def said(page: Page, which: str) -> bool:
    """That the page says this of what it has checked, and nothing else."""
    page.locator(f"[data-said={which}]").wait_for()
    return page.locator("[data-said]:visible").count() == 1


def wait_for_a_head(page: Page) -> None:
    until = time.monotonic() + PATIENCE
    while page.request.get("/record/head/").status != 200:
        assert time.monotonic() < until, "nothing was signed"
        page.wait_for_timeout(500)


def keeps_and_checks(somebody: Somebody) -> None:
    """The head of this very movement, and an entry of it."""
    page = somebody.page
    somebody.at("/record/")
    assert said(page, "first")
    page.reload()
    assert said(page, "same")
    somebody.follow("A circle was founded")
    assert said(page, "entry")
    somebody.at("/circles/")
    somebody.follow("Skåne")
    somebody.follow("The record: decisions")
    assert said(page, "same")
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    for path in ("/record/", "/record/0/", "/record/watching/"):
        somebody.at(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0], path


def without_scripts(visits: Visits, here: str) -> None:
    """There are the lines to note, for everybody."""
    page = visits.open(here, scripts=False)
    page.goto("/record/")
    assert page.get_by_text("The state of the record").is_visible()


def refuses(somebody: Somebody) -> None:
    """A record that grows is followed; one in which something was changed afterwards never more."""
    page, other = somebody.page, Other().grow("one", "two", "three")

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path
        if path == "/record/head/":
            told: Any = {"note": other.note(), "key": other.key.told}
        else:
            old, new = path.strip("/").split("/")[-2:]
            told = {"proof": list(other.proof(int(old), int(new)))}
        route.fulfill(body=json.dumps(told), content_type="application/json")

    page.evaluate("localStorage.clear()")
    page.route("**/record/head/", answer)
    page.route("**/record/proof/**", answer)
    page.goto("/record/")
    assert said(page, "first")
    for words in (("four",), ("five", "six", "seven", "eight", "nine"), ("ten",)):
        other.grow(*words)
        page.reload()
        assert said(page, "same")
    kept = other.note()
    other.leaves[4] = bytes(32)  # what the fifth said was changed, and signed again
    other.grow("eleven")
    page.reload()
    assert said(page, "refused")
    assert page.locator("[data-kept]").inner_text().strip() == kept.strip()
    assert page.locator("[data-refused]").inner_text().strip() == other.note().strip()
    somebody.look(page)
    page.unroute("**/record/head/")
    page.unroute("**/record/proof/**")
    somebody.at("/circles/")
    somebody.follow("Skåne")
    assert said(page, "refused"), "on the circle's page too, and whatever is shown now"
    page.get_by_role("button", name="Begin anew").click()
    page.goto("/record/")
    assert said(page, "same")
