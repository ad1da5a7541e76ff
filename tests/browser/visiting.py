"""Somebody with a browser."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.browser.watching import Watch

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

PATIENCE = 30_000
"""Milliseconds until something that does not appear is a failure: the machine may be busy."""
PASSPHRASE = "a lamp in the window"
"""Of everybody in the demo movement, and of everybody who makes an account in a test."""
WIDE = (1280, 800)
PHONE = (360, 740)
STRANGER = ""
"""The handle of somebody who has not signed in."""
ROLES = (STRANGER, "sara", "maja", "leila", "jonas", "karin", "nour")
"""Nobody, and those of the demo movement whom a visitor can be: they ask, answer, tend, run the machine, wait."""
HELPER = "jonas"
LANGUAGES = {"en": "en-GB", "sv": "sv-SE"}


@dataclass
class Visits:
    """Opens browsers at movements and remembers what was to complain about."""

    browser: Browser
    opened: list[tuple[BrowserContext, Watch]] = field(default_factory=list)
    entered: dict[tuple[str, str], Any] = field(default_factory=dict)
    """What a browser keeps of somebody who has signed in, by movement and handle."""

    def open(
        self,
        address: str,
        *,
        as_: str = STRANGER,
        scripts: bool = True,
        size: tuple[int, int] = WIDE,
        dark: bool = False,
        language: str = "en",
    ) -> Page:
        """A page in a browser of its own, signed in as the member with the handle `as_` if one is given."""
        context = self.browser.new_context(
            base_url=address,
            java_script_enabled=scripts,
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            locale=LANGUAGES[language],
            timezone_id="Europe/Stockholm",
            reduced_motion="reduce",
            storage_state=self._entered(address, as_) if as_ != STRANGER else None,
        )
        context.set_default_timeout(PATIENCE)
        self.opened.append((context, Watch(context, address)))
        return context.new_page()

    def watch(self, page: Page) -> Watch:
        """What is noticed in the browser of `page`."""
        return next(watch for context, watch in self.opened if context is page.context)

    def close(self) -> list[str]:
        """Close all browsers; everything there was to complain about."""
        for context, _watch in self.opened:
            context.close()
        complaints = [line for _context, watch in self.opened for line in watch.all()]
        self.opened.clear()
        return complaints

    def _entered(self, address: str, handle: str) -> Any:
        if (address, handle) not in self.entered:
            page = self.open(address)
            sign_in(page, handle)
            self.entered[address, handle] = page.context.storage_state()
        return self.entered[address, handle]


def sign_in(page: Page, handle: str, passphrase: str = PASSPHRASE) -> None:
    """Enter with handle and passphrase, as a member does."""
    page.goto("/account/login/")
    page.fill("[name=login]", handle)
    page.fill("[name=password]", passphrase)
    page.click("main form:has([name=password]) button.first")
    page.wait_for_selector("body.member")
