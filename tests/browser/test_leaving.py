"""With everything, and for good: the archive is packed, had, and read without the site; then nobody is there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

from tests.browser.axe import in_light_and_dark
from tests.browser.conftest import address
from tests.browser.visiting import PASSPHRASE, PHONE, WIDE, Visits
from tests.browser.walking import Somebody
from tests.serve.commanding import Served

if TYPE_CHECKING:
    from playwright.sync_api import Page

NEED = "A bed for two nights"
TROUBLE = "He is calm, and afraid of dogs."


def test_with_everything_and_for_good(empty: Served, visits: Visits, tmp_path: Path) -> None:
    here = address(empty)
    barriers: list[str] = []

    def look(page: Page) -> None:
        if "leaving" in page.url or page.url.endswith("/left/"):
            barriers.extend(in_light_and_dark(page, page.url))

    founder = Somebody(visits.open(here, size=WIDE), look)
    leaver = Somebody(visits.open(here, size=PHONE), look)
    founder.sets_up(empty.wait_for(r"(/setup/\S+)"), movement="Stand by", circle="Skåne", handle="amina")
    leaver.comes_in(founder.invites(), "sara")
    leaver.writes_an_ask(NEED, TROUBLE)
    leaver.press("Ask the circle")
    asked = leaver.page.url
    founder.at(asked)
    founder.answers("We have a room.", "Send: practical")

    packs(leaver, here)
    reads_without_the_site(leaver, tmp_path)
    leaves(leaver, here)
    nobody_is_there(leaver, founder, here, asked)
    assert barriers == []


def packs(leaver: Somebody, here: str) -> None:
    leaver.at(f"{here}/me/")
    leaver.follow("Take everything with me, or leave")
    leaver.press("Pack everything")
    leaver.page.fill("[name=password]", PASSPHRASE)
    leaver.press("It is me")
    for _look in range(30):
        if leaver.page.get_by_role("link", name="Download").count():
            return
        leaver.page.wait_for_timeout(500)
        leaver.page.goto(f"{here}/me/leaving/")
    raise AssertionError("it was not packed")


def reads_without_the_site(leaver: Somebody, folder: Path) -> None:
    with leaver.page.expect_download() as coming:
        leaver.page.get_by_role("link", name="Download").click()
    coming.value.save_as(folder / "archive.zip")
    with ZipFile(folder / "archive.zip") as packed:
        packed.extractall(folder / "archive")
    asked_for: list[str] = []
    browser = leaver.page.context.browser
    assert browser
    page = browser.new_context(java_script_enabled=False, offline=True).new_page()
    page.on("request", lambda request: asked_for.append(request.url))
    page.goto((folder / "archive" / "index.html").as_uri())
    assert page.get_by_text(NEED).first.is_visible()
    assert page.get_by_text(TROUBLE).first.is_visible()
    assert all(url.startswith("file:") for url in asked_for)
    page.context.close()


def leaves(leaver: Somebody, here: str) -> None:
    leaver.at(f"{here}/me/leaving/for-good/")
    leaver.page.get_by_label("Now. This cannot be undone.").check()
    leaver.page.get_by_label("I know that nobody can bring back what is erased").check()
    leaver.press("Leave for good")
    assert leaver.heading() == "You have left"


def nobody_is_there(leaver: Somebody, founder: Somebody, here: str, asked: str) -> None:
    for _look in range(30):
        founder.page.goto(asked)
        if founder.heading() == "Taken back by somebody who has left":
            break
        founder.page.wait_for_timeout(500)
    assert founder.sees("We have a room.")
    assert not founder.page.get_by_text(TROUBLE).count()
    assert "sara" not in founder.page.content()
    leaver.at(f"{here}/account/login/")
    leaver.fill(login="sara", password=PASSPHRASE)
    leaver.press("Sign in")
    assert leaver.page.url.startswith(f"{here}/account/login/")
