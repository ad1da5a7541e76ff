"""What people do on the pages, step by step. Each step ends on the page it leads to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.browser.visiting import PASSPHRASE

if TYPE_CHECKING:
    from playwright.sync_api import Page


@dataclass
class Somebody:
    """A person with a browser. `look` is called on every page they come to."""

    page: Page
    look: Callable[[Page], None]

    def at(self, address: str) -> None:
        """Open an address."""
        self.page.goto(address)
        self.look(self.page)

    def follow(self, words: str) -> None:
        """Follow the link with these words."""
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=words).first.click()
        self.look(self.page)

    def press(self, words: str) -> None:
        """Press the button with these words, which leads to another page."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=words).first.click()
        self.look(self.page)

    def fill(self, **questions: str) -> None:
        """Answer questions by the names of their fields."""
        for name, text in questions.items():
            self.page.fill(f"main [name={name}]", text)

    def heading(self) -> str:
        """What the page says it is."""
        return self.page.inner_text("h1")

    def sees(self, words: str) -> bool:
        """These words stand on the page."""
        return self.page.get_by_text(words).first.is_visible()

    def sets_up(self, address: str, *, movement: str, circle: str, handle: str) -> None:
        """The first page of a new installation, opened by the address that was shown where it was started."""
        self.at(address)
        self.fill(name=movement, purpose="We stand by each other.", handle=handle, passphrase=PASSPHRASE)
        self.fill(circle_name=circle, circle_purpose="Neighbours who answer.")
        self.press("Begin")

    def invites(self) -> str:
        """Make a link for one person; this is where the page for it is open."""
        self.press("Make a link")
        return self.page.inner_text(".code")

    def comes_in(self, link: str, handle: str) -> None:
        """By a link, into the movement and the circle."""
        self.at(link)
        self.follow("Make an account")
        self.fill(username=handle, password1=PASSPHRASE)
        self.press("Make my account")
        self.press("I keep to this. Let me in")

    def writes_an_ask(self, title: str, text: str) -> None:
        """To the circle whose page this is, without sending it yet."""
        self.follow("Ask for help")
        self.fill(title=title, text=text)
        self.page.get_by_role("radio", name="Shelter").check()
        self.page.get_by_role("radio", name="Today").check()

    def answers(self, text: str, button: str) -> None:
        """The ask whose page this is; with scripts the answer comes without another page."""
        self.fill(text=text)
        self.page.get_by_role("button", name=button).click()
        self.page.locator(".answer", has_text=text).wait_for()
        self.look(self.page)

    def says_it_helped(self, text: str) -> None:
        """Of the answer with this text."""
        answer = self.page.locator(".answer", has_text=text)
        answer.get_by_role("button", name="This helped").click()
        answer.locator(".helped").wait_for()
        self.look(self.page)
