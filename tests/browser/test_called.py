"""One asks, another is called by name: what each of them sees, in two browsers, and with e-mail alone."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.browser.axe import in_light_and_dark
from tests.browser.conftest import PATIENCE, address
from tests.browser.visiting import PASSPHRASE, PHONE, WIDE, Visits
from tests.browser.walking import Somebody
from tests.serve.commanding import Served
from tests.serve.first_start import FirstStarts

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NEED = "A bed for two nights"
TROUBLE = "He has to leave his room today. He is calm, and afraid of dogs."
ROOM = "We have a room and no dog. He can come at six."
SOON = 20
"""Seconds until the worker must have called somebody, or a letter must lie in the folder."""


@pytest.fixture
def data(first_starts: FirstStarts, tmp_path: Path) -> Path:
    return first_starts.empty(tmp_path / "data")


@pytest.fixture
def served(browser: Browser, data: Path) -> Iterator[Served]:
    """A server on which nobody lives yet."""
    served = Served(data, "--empty", "--workers", "2", patience=PATIENCE)
    yield served
    served.end()


@pytest.fixture
def barriers() -> Iterator[list[str]]:
    """What would keep somebody out of the pages that are walked over."""
    found: list[str] = []
    yield found
    assert found == []


@pytest.fixture
def both(served: Served, visits: Visits, barriers: list[str]) -> tuple[Somebody, Somebody]:
    """amina, who has a spare room, and sara, in a circle in Lund that anybody may read."""

    def look(page: Page) -> None:
        barriers.extend(in_light_and_dark(page, page.url))

    here = address(served)
    amina = Somebody(visits.open(here, size=WIDE), look)
    sara = Somebody(visits.open(here, size=PHONE), look)
    opening = served.wait_for(r"(http\S+/setup/\S+)").replace("127.0.0.1", "localhost")
    amina.sets_up(opening, movement="Stand by", circle="Lund", handle="amina")
    sara.comes_in(amina.invites(), "sara")
    amina.at("/me/help/")
    amina.page.get_by_role("checkbox", name="A spare room").check()
    amina.press("Keep this")
    return amina, sara


def until(seen: object, what: str) -> None:
    """Fail with `what`, unless `seen()` becomes true soon."""
    assert callable(seen)
    end = time.monotonic() + SOON
    while not seen():
        assert time.monotonic() < end, what
        time.sleep(0.3)


def asks(sara: Somebody) -> str:
    """sara asks the circle; her page stays open. Its address."""
    sara.at("/circles/")
    sara.follow("Lund")
    sara.writes_an_ask(NEED, TROUBLE)
    sara.press("Ask the circle")
    sara.page.locator("#live").get_by_text("New answers show here by themselves.").wait_for()
    return sara.page.url


def test_called_by_name_and_seen_to_come(both: tuple[Somebody, Somebody]) -> None:
    amina, sara = both
    ask = asks(sara)

    def called() -> bool:
        amina.page.goto("/")
        return amina.page.locator(".call", has_text=NEED).count() == 1

    until(called, "nobody was called")
    amina.follow(NEED)
    assert amina.sees("Why you?")
    amina.press("I will help")
    sara.page.locator("#called", has_text="amina").wait_for()

    amina.at(ask)
    amina.answers(ROOM, "Send: practical")
    sara.page.locator(".answer.practical", has_text=ROOM).wait_for()
    amina.press("Thank you for asking")
    assert amina.sees("You thanked for asking")
    sara.page.get_by_text("1 person is glad that this was asked.").wait_for()

    sara.says_it_helped(ROOM)
    sara.follow("I am helped")
    sara.press("Mark as helped")
    assert sara.page.locator(".banner.helped").count() == 1
    amina.page.locator(".banner.helped").wait_for()

    def told() -> bool:
        amina.page.goto("/inbox/")
        return amina.page.get_by_text("sara says that your answer helped").count() == 1

    until(told, "amina was not told that it helped")
    amina.look(amina.page)


def test_helping_by_e_mail_alone(both: tuple[Somebody, Somebody], data: Path, visits: Visits, served: Served) -> None:
    """What comes from an address that nobody has confirmed is shown by a link first, and counts when she says so."""
    amina, sara = both
    amina.at("/account/email/")
    amina.page.fill("main [name=email]", "amina@example.org")
    amina.press("Send me a link to confirm it")
    if amina.page.locator("main [name=password]").count():
        amina.fill(password=PASSPHRASE)
        amina.press("It is me")
    link = re.search(r"http://\S+", words(letter(data, "Is this your address?")))
    assert link
    amina.at(urlsplit(link.group(0)).path)
    amina.page.locator("main form button.first").click()
    amina.at("/circles/")
    amina.follow("Lund")
    open_to_readers(amina)
    amina.page.close()

    asks(sara)
    call = letter(data, NEED)
    reply(data, call, "accept")
    sara.page.locator("#called", has_text="amina").wait_for(timeout=SOON * 1000)
    reply(data, call, ROOM, sender="at-work@example.org")
    link = re.search(r"http://\S+", words(letter(data, "Is this answer from you?")))
    assert link
    her = Somebody(visits.open(address(served)), amina.look)
    her.at(urlsplit(link.group(0)).path)
    assert her.sees(ROOM)
    her.press("Yes, it is meant so")
    answer = sara.page.locator(".answer.practical", has_text=ROOM)
    answer.wait_for(timeout=SOON * 1000)
    answer.get_by_role("button", name="Thank you").click()
    sara.says_it_helped(ROOM)


def test_a_line_cut_in_the_middle_of_writing(both: tuple[Somebody, Somebody], visits: Visits) -> None:
    """What was written is still there, and what happened meanwhile comes when the line is back."""
    amina, sara = both
    ask = asks(sara)
    amina.at(ask)
    amina.page.locator("#live").get_by_text("1 person is reading this with you.").wait_for()
    amina.page.locator("textarea[name=text]").press_sequentially(ROOM)
    amina.page.context.set_offline(True)
    amina.page.get_by_role("button", name="Send: practical").click()
    sara.fill(text="He also needs a lift from the station.")
    sara.page.get_by_role("button", name="Add to the ask").click()
    sara.page.locator(".answer", has_text="a lift from the station").wait_for()
    assert amina.page.locator("textarea[name=text]").input_value() == ROOM

    amina.page.context.set_offline(False)
    amina.page.locator(".answer", has_text="a lift from the station").wait_for(timeout=SOON * 1000)
    assert amina.page.locator("textarea[name=text]").input_value() == ROOM
    amina.page.get_by_role("button", name="Send: practical").click()
    sara.page.locator(".answer.practical", has_text=ROOM).wait_for()
    visits.watch(amina.page).forget()


def open_to_readers(amina: Somebody) -> None:
    """Letters say what is asked only where anybody of the movement may read it."""
    amina.follow("Tend")
    amina.follow("Norms and settings")
    amina.page.get_by_role("radio", name="Open").check()
    amina.press("Save")


def letter(data: Path, about: str) -> EmailMessage:
    """The newest letter with these words in its subject, as soon as it lies in the folder."""
    found: list[EmailMessage] = []

    def there() -> bool:
        for path in sorted((data / "mail").glob("*.eml"), key=os.path.getmtime):
            mail = message_from_bytes(path.read_bytes(), _class=EmailMessage, policy=default)
            if about in str(mail["Subject"]):
                found.append(mail)
        return bool(found)

    until(there, f"there is no letter about “{about}”")
    return found[-1]


def words(mail: EmailMessage) -> str:
    """What the letter says, as plain text."""
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def reply(data: Path, mail: EmailMessage, text: str, sender: str = "amina@example.org") -> None:
    """amina answers from her mail program; what is put into the folder is as if it had come by mail."""
    answer = EmailMessage(policy=default)
    answer["From"], answer["To"] = sender, mail["Reply-To"]
    answer["Subject"], answer["In-Reply-To"] = f"Re: {mail['Subject']}", mail["Message-ID"]
    answer["Message-ID"] = f"<{time.time_ns()}@example.org>"
    answer.set_content(text)
    (data / "mail" / "in").mkdir(exist_ok=True)
    (data / "mail" / "in" / f"{time.time_ns()}.eml").write_bytes(answer.as_bytes())
