"""On a phone, by keyboard, over a slow line: every page that anybody can reach."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from tests.browser.crawling import Crawl, of
from tests.browser.scripts import script
from tests.browser.shapes import LENGTHEN, can_leave, dangling, sideways, small_buttons
from tests.browser.visiting import HELPER, PHONE, ROLES, STRANGER, WIDE, Visits

if TYPE_CHECKING:
    from playwright.sync_api import Page

NAMES = [role or "stranger" for role in ROLES]
LIGHT = 50_000
"""Bytes over the wire for a first page, all in all."""


FOCUSED = script("focused")


@dataclass
class Found:
    """What was wrong, by page."""

    sideways: list[str] = field(default_factory=list)
    long_words: list[str] = field(default_factory=list)
    right_to_left: list[str] = field(default_factory=list)
    small: list[str] = field(default_factory=list)
    no_way_out: list[str] = field(default_factory=list)
    dangling: list[str] = field(default_factory=list)


def look(page: Page, path: str, found: Found) -> None:
    """Measure one page on a phone."""

    def at(lines: list[str]) -> list[str]:
        return [f"{path}: {line}" for line in lines]

    page.goto(path)
    found.no_way_out += [] if can_leave(page) else [path]
    found.dangling += at(dangling(page))
    found.small += at(small_buttons(page))
    found.sideways += at(sideways(page))
    page.evaluate("document.documentElement.dir = 'rtl'")
    found.right_to_left += at(sideways(page))
    page.evaluate(LENGTHEN)
    found.right_to_left += at([f"long words: {line}" for line in sideways(page)])
    page.evaluate("document.documentElement.dir = 'ltr'")
    found.long_words += at(sideways(page))


@pytest.mark.parametrize("role", ROLES, ids=NAMES)
def test_every_page_fits_a_phone(role: str, crawl: Crawl, visits: Visits, demo: str) -> None:
    page = visits.open(demo, as_=role, size=PHONE)
    found = Found()
    for sight in of(crawl.sights, role):
        look(page, sight.path, found)
    assert found == Found()


class TestByKeyboard:
    """Everything on the way is on the screen and shows that it has the focus."""

    MOST = 40

    def walk(self, page: Page, to: str) -> None:
        """Press Tab until the first element that fits the selector `to` has the focus."""
        for _stop in range(self.MOST):
            page.keyboard.press("Tab")
            stop = page.evaluate(FOCUSED, to)
            assert stop["seen"], f"the focus is out of sight on {stop['what']}"
            assert stop["marked"], f"nothing shows that the focus is on {stop['what']}"
            if stop["there"]:
                return
        raise AssertionError(f"{to} is not reached with {self.MOST} tabs on {page.url}")

    def skip(self, page: Page) -> None:
        """The first stop leads past what is the same on every page."""
        page.keyboard.press("Tab")
        page.wait_for_function("document.activeElement.matches('.skip')")
        assert page.evaluate(FOCUSED, ".skip")["seen"]
        page.keyboard.press("Enter")
        page.wait_for_function("document.activeElement.id === 'main'")

    def test_the_front_door(self, page: Page) -> None:
        page.goto("/")
        self.skip(page)
        self.walk(page, "main .button.first")
        page.keyboard.press("Enter")
        page.wait_for_url("**/account/login/")

    def test_leaving(self, page: Page) -> None:
        page.goto("/")
        self.walk(page, ".leave button")

    @pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
    def test_today(self, size: tuple[int, int], visits: Visits, demo: str) -> None:
        page = visits.open(demo, as_=HELPER, size=size)
        page.goto("/")
        self.skip(page)
        self.walk(page, "main a[href^='/asks/']")
        page.goto("/")
        self.walk(page, ".main a[href='/act/']")

    @pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
    def test_an_ask_is_taken_and_answered(self, size: tuple[int, int], crawl: Crawl, visits: Visits, demo: str) -> None:
        page = visits.open(demo, as_=HELPER, size=size)
        page.goto(crawl.longest(HELPER, "ask", having="button.pick.practical"))
        self.skip(page)
        self.walk(page, "main a[href='#reply']")  # past all the answers
        page.keyboard.press("Enter")
        self.walk(page, "#reply textarea")
        self.walk(page, "#reply button[value=practical]")
        self.walk(page, "#reply button[value=emotional]")


@pytest.mark.parametrize(("role", "route"), [(STRANGER, "today"), (HELPER, "today"), (HELPER, "ask")])
def test_a_first_page_is_light(role: str, route: str, crawl: Crawl, visits: Visits, demo: str) -> None:
    """Page, style, scripts and icon together, in a browser that has never been here."""
    page = visits.open(demo, as_=role)
    line = page.context.new_cdp_session(page)
    came: dict[str, int] = {}
    line.on("Network.loadingFinished", lambda event: came.update({event["requestId"]: event["encodedDataLength"]}))
    line.send("Network.enable")
    page.goto(crawl.longest(role, route), wait_until="networkidle")
    assert len(came) > 1
    assert sum(came.values()) <= LIGHT
