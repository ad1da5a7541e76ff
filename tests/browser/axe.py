"""What stands in somebody's way on a page, as far as a machine can tell: axe-core, without anything from the net."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.scripts import script

if TYPE_CHECKING:
    from playwright.sync_api import Page

GRAVE = {"serious", "critical"}
COLOURS = ("color-contrast",)
RUN = script("axe")


def barriers(page: Page, only: tuple[str, ...] = ()) -> list[str]:
    """Everything serious or critical on `page`, a line for each; of the rules named in `only`, else of all."""
    axe = pytest.importorskip("axe_playwright_python.base", reason="axe-playwright-python is not installed")
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe.AXE_SCRIPT)
    found = page.evaluate(RUN, list(only))
    return [f"{impact} {rule}: {target} {html} {why}" for impact, rule, target, html, why in found if impact in GRAVE]


def in_light_and_dark(page: Page, where: str) -> list[str]:
    """What stands in the way on this page; in the dark only colours are others."""
    found = barriers(page)
    page.emulate_media(color_scheme="dark")
    found += [f"dark: {line}" for line in barriers(page, COLOURS)]
    page.emulate_media(color_scheme="light")
    return [f"{where}: {line}" for line in found]
