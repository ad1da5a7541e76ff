"""What is measured on a page: how wide it is, how big its buttons are, whether one can leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.scripts import script

if TYPE_CHECKING:
    from playwright.sync_api import Page

FINGER = 44
"""Pixels a thing needs in height to be hit with a thumb."""
LENGTHEN, TOO_WIDE, SMALL, DANGLING = (script(name) for name in ("lengthen", "too-wide", "small", "dangling"))


def sideways(page: Page) -> list[str]:
    """What makes the page wider than the screen."""
    found: list[str] = page.evaluate(TOO_WIDE)
    return found


def small_buttons(page: Page) -> list[str]:
    """What is too low for a thumb."""
    found: list[str] = page.evaluate(SMALL, FINGER)
    return found


def dangling(page: Page) -> list[str]:
    """What points to something that is not on the page."""
    found: list[str] = page.evaluate(DANGLING)
    return found


def can_leave(page: Page) -> bool:
    """The way out is on the screen, wherever one has scrolled to."""
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    box = page.locator(".leave button").bounding_box()
    size = page.viewport_size
    return bool(box and size and 0 <= box["x"] <= size["width"] - box["width"] and 0 <= box["y"] <= size["height"])
