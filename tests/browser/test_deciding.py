"""Two stewards decide that one of them takes a copy of the circle: keys of their own browsers, a pause, its end."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import pytest

from tests.browser.axe import in_light_and_dark
from tests.browser.conftest import PATIENCE, address
from tests.browser.visiting import PHONE, ROLES
from tests.browser.walking import Somebody
from tests.serve.commanding import Served, dugnad
from tests.serve.first_start import FirstStarts

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

    from tests.browser.visiting import Visits

HANDLES = [handle for handle in ROLES if handle]
THREE_DAYS_AGO = """
import json, sys
from datetime import timedelta
from dugnad.circles.models import Circle, Membership
from dugnad.kit.clock import now
from dugnad.people.models import Member
from dugnad.quorum.actions.keys import make_known
from dugnad.quorum.actions.proposing import propose
told = json.loads({told!r})
circle, at = Circle.objects.get(pk=told["circle"]), now() - timedelta(days=3)
for handle, key in told["keys"].items():
    make_known(by=Member.objects.get(handle=handle), circle=circle, public=key["public"], proof=key["proof"], at=at)
to = Membership.objects.get(circle=circle, member__handle=told["to"]).pk
made = propose(by=Member.objects.get(handle=told["by"]), circle=circle, action="export", answers={{"to": to}},
               why="We move to a machine of our own.", form_key="k" * 16, at=at)
sys.stdout.write(made.pk)
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def here(browser: Browser, first_starts: FirstStarts, data: Path) -> Iterator[str]:
    """A server of its own with the demo movement."""
    served = Served(first_starts.demo(data), "--workers", "1", patience=PATIENCE)
    yield address(served)
    served.end()


def stewards(data: Path) -> tuple[str, list[str]]:
    """A circle of the demo movement in which nobody has a key, and two visitors in it who tend it from now on."""
    marks = ", ".join("?" * len(HANDLES))
    with sqlite3.connect(data / "dugnad.sqlite3", timeout=30) as base:
        rows = base.execute(
            "SELECT m.circle_id, p.handle FROM circles_membership m JOIN people_member p ON p.id = m.member_id "
            f"WHERE m.standing = 'active' AND p.handle IN ({marks}) "
            "AND m.circle_id NOT IN (SELECT circle_id FROM quorum_signingkey) ORDER BY m.circle_id, p.handle",
            HANDLES,
        ).fetchall()
        together: dict[str, list[str]] = {}
        for circle, handle in rows:
            together.setdefault(circle, []).append(handle)
        circle, handles = next((circle, found[:2]) for circle, found in together.items() if len(found) > 1)
        base.execute("UPDATE circles_membership SET role = 'member' WHERE circle_id = ?", [circle])
        base.execute(
            "UPDATE circles_membership SET role = 'steward' WHERE circle_id = ? "
            "AND member_id IN (SELECT id FROM people_member WHERE handle IN (?, ?))",
            [circle, *handles],
        )
    return circle, handles


def makes_a_key(somebody: Somebody, circle: str) -> dict[str, str]:
    """In her browser. What it would send is kept for three days ago, since a new key counts after two."""
    sent: dict[str, str] = {}

    def keep(route: Route) -> None:
        if route.request.method == "POST":
            form = parse_qs(route.request.post_data or "")
            sent.update({name: form[name][0] for name in ("public", "proof")})
            route.fulfill(status=204)
        else:
            route.continue_()

    somebody.at(f"/circles/{circle}/key/")
    somebody.page.route("**/key/", keep)
    somebody.page.get_by_role("button", name="Make my key").first.click()
    somebody.page.wait_for_timeout(100)
    while not sent:
        somebody.page.wait_for_timeout(50)
    somebody.page.unroute("**/key/")
    return sent


def test_a_copy_of_the_circle_with_a_pause(visits: Visits, here: str, data: Path) -> None:
    found: list[str] = []

    def look(page: Page) -> None:
        found.extend(in_light_and_dark(page, page.url))

    circle, (one, other) = stewards(data)
    first = Somebody(visits.open(here, as_=one), look)
    second = Somebody(visits.open(here, as_=other, size=PHONE), look)
    keys = {handle: makes_a_key(person, circle) for handle, person in ((one, first), (other, second))}
    told = json.dumps({"circle": circle, "keys": keys, "by": one, "to": other})
    done = dugnad("django", "shell", "-v", "0", "-c", THREE_DAYS_AGO.format(told=told), DUGNAD_DATA=str(data))
    assert done.returncode == 0, done.stderr
    proposal = f"/proposals/{done.stdout.strip()[-16:]}/"
    first.at(f"/circles/{circle}/key/")
    assert first.sees("Your key is in this browser.")
    first.at(f"/circles/{circle}/together/")
    first.follow("Take a copy of the whole circle along")
    first.press("Sign it")
    assert first.sees("1 signature counts. It takes 2 of 2 stewards.")
    second.at(proposal)
    second.page.get_by_text("Wait: pause it").click()
    second.fill(why="Let us wait for Friday.")
    second.press("Pause it")
    second.press("Sign it")
    first.at(proposal)
    assert first.sees("Let us wait for Friday.")
    assert not first.page.get_by_role("button", name="Carry it out").is_visible()
    second.press("Take my pause off")
    first.at(proposal)
    first.press("Carry it out")
    assert first.sees("It is done. Everybody in the circle is told.")
    second.at(proposal)
    assert second.sees("Carried out")
    assert second.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for page in (f"/circles/{circle}/together/new/", f"/circles/{circle}/together/new/?action=add-steward"):
        second.at(page)
    assert found == []
