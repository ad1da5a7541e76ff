"""An election from its call to its result: one calls, one stands, one is asked to, the circle votes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.browser.axe import in_light_and_dark
from tests.browser.conftest import PATIENCE, address
from tests.browser.visiting import PASSPHRASE, PHONE
from tests.browser.walking import Somebody
from tests.serve.commanding import Served, dugnad
from tests.serve.first_start import FirstStarts

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.browser.visiting import Visits


BEGIN = """
from datetime import timedelta
from dugnad.circles.actions.circle import found
from dugnad.circles.actions.membership import enter
from dugnad.kit.clock import now
from dugnad.people.actions.member import arrive
from dugnad.people.models import Movement
at = now() - timedelta(days=60)
Movement.objects.update_or_create(pk=1, defaults={"name": "Stand by", "set_up_at": at})
karin, jonas, maja = (arrive(handle=name, passphrase="PASSPHRASE", at=at) for name in ("karin", "jonas", "maja"))
circle = found(by=karin, name="Skåne", purpose="We answer.", at=at)
[enter(circle=circle, member=one, at=at) for one in (jonas, maja)]
""".replace("PASSPHRASE", PASSPHRASE)
CLOCK = "from dugnad.elections.actions.clockwork import look; from dugnad.kit.clock import now; look(now())"


class Place:
    """A server of its own with a circle of three, whose elections can be made older."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.do(BEGIN)
        self.served = Served(data, "--empty", "--workers", "1", patience=PATIENCE)
        self.address = address(self.served)

    def pass_on(self, column: str) -> None:
        """Let this moment of the election be over."""
        passed = (datetime.now(UTC) - timedelta(seconds=5)).replace(tzinfo=None).isoformat(" ")
        with sqlite3.connect(self.data / "dugnad.sqlite3", timeout=30) as base:
            if column == "stands_until":
                begun = (datetime.now(UTC) - timedelta(days=1)).replace(tzinfo=None).isoformat(" ")
                base.execute("UPDATE elections_election SET opened_at = ?", [begun])
            base.execute(f"UPDATE elections_election SET {column} = ?", [passed])

    def do(self, code: str) -> None:
        """In a process of its own."""
        done = dugnad("django", "shell", "-v", "0", "-c", code, DUGNAD_DATA=str(self.data))
        assert done.returncode == 0, done.stderr


@pytest.fixture
def place(browser: Browser, first_starts: FirstStarts, tmp_path: Path) -> Iterator[Place]:
    made = Place(first_starts.empty(tmp_path / "data"))
    yield made
    made.served.end()


def test_from_the_call_to_the_result(visits: Visits, place: Place) -> None:
    found: list[str] = []

    def look(page: Page) -> None:
        found.extend(in_light_and_dark(page, page.url))

    karin = Somebody(visits.open(place.address, as_="karin"), look)
    karin.at("/circles/")
    karin.follow("Skåne")
    karin.follow("Stewards and elections")
    karin.follow("Call an election")
    karin.page.get_by_label("2", exact=True).check()
    karin.press("Call the election")
    election = urlsplit(karin.page.url).path
    karin.fill(handle="jonas")
    karin.press("Ask them to stand")
    karin.page.fill("main [name=words]", "I go on if you like.")
    karin.press("I stand")
    jonas = Somebody(visits.open(place.address, as_="jonas", size=PHONE, scripts=False), lambda _page: None)
    jonas.at(election)
    assert jonas.sees("karin would like you to stand")
    jonas.press("Yes, I stand")
    place.pass_on("stands_until")
    for handle in ("jonas", "karin"):
        voter = Somebody(visits.open(place.address, as_=handle, size=PHONE), look)
        voter.at(election)
        voter.page.get_by_label("jonas", exact=True).check()
        voter.press("Vote")
        assert voter.sees("You have voted")
    voter.page.get_by_label("karin", exact=True).check()
    voter.press("Change my vote")
    place.pass_on("closes_at")
    place.do(CLOCK)  # as it does every quarter of an hour
    karin.at(election)
    assert karin.sees("Elected")
    assert karin.sees("2 of 3 voted")
    karin.page.get_by_text("How it is counted").click()
    assert karin.sees("whoever keeps the machine has the key")
    jonas.at("/circles/")
    jonas.follow("Skåne")
    assert jonas.page.get_by_role("link", name="Tend", exact=True).is_visible()
    assert found == []
