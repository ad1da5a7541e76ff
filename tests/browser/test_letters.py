"""A letter from the first word to the last: an address is given, somebody answers, the letter leads there and stops.

Without a mail server letters become files, and the operator's page shows them.
"""

from __future__ import annotations

import re
from secrets import token_hex
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tests.browser.axe import in_light_and_dark
from tests.browser.visiting import PASSPHRASE, PHONE, Visits
from tests.browser.walking import Somebody

if TYPE_CHECKING:
    from playwright.sync_api import Page

TRIES = 60
"""Half-seconds until a letter has to be there: a follower writes it, a thread sends it."""


def test_a_letter_from_the_first_word_to_the_last(visits: Visits, demo: str) -> None:
    found: list[str] = []

    def look(page: Page) -> None:
        found.extend(in_light_and_dark(page, page.url))

    asker = Somebody(visits.open(demo, as_="jonas", size=PHONE), look)
    operator = Somebody(visits.open(demo, as_="karin"), look)
    address = f"jonas-{token_hex(4)}@example.org"
    gives(asker, address)
    asker.at(path_in(letter(operator, address), "/account/confirm-email/"))
    asker.press("Yes, it is mine")
    asker.at("/me/help/")
    asker.fill(quiet_from="", quiet_until="")
    asker.press("Keep this")

    title = f"A lamp for the hall {token_hex(4)}"
    asker.at("/circles/")
    asker.follow("Open kitchen")
    asker.writes_an_ask(title, "It has been dark for a week.")
    asker.press("Ask the circle")
    if asker.heading() != title:  # others have asked something like it
        asker.press("Ask the circle all the same")
    asked = urlsplit(asker.page.url).path
    asker.at("/me/")
    operator.at(asked)
    operator.answers("I have two, and can bring one tonight.", "Send: practical")

    told = letter(operator, f"karin has answered you: {title}")
    assert "I have two, and can bring one tonight." in told
    asker.at("/inbox/")
    assert asker.sees("karin has answered you")
    assert asker.page.locator(".top .count").count() == 1
    asker.at(path_in(told, "/inbox/"))
    assert urlsplit(asker.page.url).path == asked

    stranger = Somebody(visits.open(demo), look)
    stranger.at(path_in(told, "/letters/stop/"))
    stranger.press("Stop them")
    assert stranger.heading() == "They have stopped"
    asker.at("/me/told/")
    kitchen = asker.page.get_by_role("group", name="Open kitchen")
    assert kitchen.get_by_role("radio", name="Nothing by mail").is_checked()
    assert found == []


def gives(member: Somebody, address: str) -> None:
    """An address, and then shows that it is them."""
    member.at("/account/email/")
    member.fill(email=address)
    member.press("Send me a link to confirm it")
    if member.page.locator("main [name=password]").count():
        member.fill(password=PASSPHRASE)
        member.press("It is me")


def letter(operator: Somebody, words: str) -> str:
    """The text of the newest letter with these words, once it is there."""
    for _try in range(TRIES):
        operator.page.goto("/operator/letters/")
        row = operator.page.locator("main li", has_text=words)
        if row.count():
            operator.look(operator.page)
            with operator.page.expect_navigation():
                row.first.get_by_role("link").click()
            operator.look(operator.page)
            return operator.page.inner_text("main")
        operator.page.wait_for_timeout(500)
    raise AssertionError(f"No letter says: {words}")


def path_in(text: str, beginning: str) -> str:
    """The path of the first address in `text` that begins like this."""
    found = re.search(rf"https?://[^/\s]+({re.escape(beginning)}\S+)", text)
    assert found, text
    return found[1]
