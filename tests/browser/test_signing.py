"""Somebody signs with scripts, answers the letter on a telephone without, and the organisers look after it."""

from __future__ import annotations

import re
import time
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from dugnad.campaigns.proof import is_proven
from tests.browser.axe import in_light_and_dark
from tests.browser.conftest import address
from tests.browser.visiting import PHONE, Visits
from tests.browser.walking import Somebody

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.serve.commanding import Served


def opens_a_petition(amina: Somebody) -> str:
    """In her circle. The address of the campaign."""
    amina.at("/circles/")
    amina.follow("Skåne")
    amina.at(f"{amina.page.url}campaigns/new/")
    amina.fill(title="A bed past eighteen", demand="Let nobody lose their bed.")
    amina.press("Keep this draft")
    campaign = amina.page.url.partition("organise/")[0]
    amina.follow("Add a target")
    amina.fill(name="The region")
    _send(amina)
    amina.follow("Add something to do")
    amina.page.get_by_role("radio", name="Sign").check()
    _send(amina)
    amina.at(f"{campaign}organise/")
    amina.press("Open it to everybody")
    return campaign


def _send(amina: Somebody) -> None:
    with amina.page.expect_navigation():
        amina.page.locator("main form button.first").click()


def link_in(folder: Path, receiver: str) -> str:
    """The path in the letter to `receiver`, when it has come."""
    for _each in range(120):
        for file in folder.glob("*.eml"):
            mail = message_from_bytes(file.read_bytes(), _class=EmailMessage, policy=default)
            body = mail.get_body(("plain",))
            if mail["To"] == receiver and body is not None:
                found = re.search(r"/signatures/confirm/\S+", str(body.get_content()))
                assert found is not None
                return found[0]
        time.sleep(0.5)
    raise AssertionError("No letter has come.")


def test_from_the_name_to_the_receipt(browser: Browser, empty: Served, tmp_path: Path) -> None:
    visits, here, found = Visits(browser), address(empty), []

    def look(page: Page) -> None:
        found.extend(in_light_and_dark(page, page.url))

    amina = Somebody(visits.open(here), look)
    setup = empty.wait_for(r"(http\S+/setup/\S+)").replace("127.0.0.1", "localhost")
    amina.sets_up(setup, movement="Stand by", circle="Skåne", handle="amina")
    campaign = opens_a_petition(amina)

    eva = Somebody(visits.open(here), look)
    eva.at(f"{campaign}sign/")
    eva.fill(name="Eva Berg", email="eva@example.org", words="My brother.")
    eva.page.wait_for_timeout(3_500)
    with eva.page.expect_request(lambda request: request.method == "POST") as sent:
        eva.press("Sign")
    told = {name: values[0] for name, values in parse_qs(sent.value.post_data or "").items()}
    assert is_proven(told["stamp"], told["email"], told["proof"])
    assert eva.heading() == "Look into your mailbox"

    telephone = Somebody(visits.open(here, scripts=False, size=PHONE), lambda page: None)
    telephone.at(link_in(tmp_path / "data" / "mail", "eva@example.org"))
    telephone.press("Yes, count my name")
    assert telephone.heading() == "Your name counts"
    eva.at(telephone.page.url)
    telephone.at(f"{campaign}sign/receipts/")
    eva.at(f"{campaign}sign/receipts/")
    amina.at(f"{campaign}sign/desk/")
    amina.follow("Enter a sheet")
    amina.fill(label="Sheet 1", lines="Ali Rez; Lund")
    amina.press("Keep it for comparing")
    amina.follow("Sheet 1")
    assert found == []
    assert visits.close() == []
