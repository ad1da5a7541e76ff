"""Where else we are: kept by the browser, believed by its signature, and shown when nothing answers any more."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.axe import in_light_and_dark
from tests.browser.conftest import address
from tests.browser.visiting import PHONE, sign_in
from tests.reading import ROOT
from tests.serve.commanding import Served, dugnad

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.browser.visiting import Visits
    from tests.serve.first_start import FirstStarts

ELSEWHERE = "https://stand-by.example.net/"
KEPT = """async () => {
  await navigator.serviceWorker.ready;
  const cache = await caches.open("kept");
  const answer = await cache.match("/addresses/signed/");
  return answer ? JSON.parse((await answer.json()).text).number : 0;
}"""
FORGED = """async () => {
  const cache = await caches.open("kept");
  const held = await (await cache.match("/addresses/signed/")).json();
  held.looked = 0; // long ago: it looks again
  await cache.put("/addresses/signed/", new Response(JSON.stringify(held)));
}"""


def publish(page: Page, *lines: str) -> None:
    """As whoever keeps the machine does it."""
    page.goto("/operator/addresses/")
    page.fill("[name=addresses]", "\n".join(lines))
    page.click("main form button.first")
    page.wait_for_url("**/addresses/")


def kept(page: Page, number: int) -> None:
    """Go on looking around until the browser has taken list `number` along."""
    for _look in range(20):
        page.goto("/")
        if page.evaluate(KEPT) == number:
            return
        page.wait_for_timeout(200)
    raise AssertionError(f"The browser holds list {page.evaluate(KEPT)}, not {number}.")


def test_when_the_name_is_gone(browser: Browser, visits: Visits, first_starts: FirstStarts, tmp_path: Path) -> None:
    served = Served(first_starts.demo(tmp_path / "data"), "--workers", "1")
    operator, member = visits.open(address(served), as_="karin"), visits.open(address(served), as_="jonas", size=PHONE)
    publish(operator, address(served), ELSEWHERE)
    assert in_light_and_dark(operator, "addresses") == []
    kept(member, 1)

    def forged(route: object) -> None:
        told = route.fetch().json()  # type: ignore[attr-defined]  # a route of Playwright's
        told["text"] = told["text"].replace("stand-by", "police").replace('"number":1', '"number":9')
        route.fulfill(json=told)  # type: ignore[attr-defined]  # the same

    member.context.route("**/addresses/signed/", forged)
    member.evaluate(FORGED)
    member.goto("/")
    member.wait_for_timeout(500)
    assert member.evaluate(KEPT) == 1
    member.context.unroute("**/addresses/signed/")

    served.end()
    member.goto("/circles/")
    assert member.locator("h1").inner_text() == "This site cannot be reached"
    assert ELSEWHERE in member.locator("main").inner_text()
    assert member.url.endswith("/circles/")  # nothing is followed by itself
    for page in (member, operator):
        visits.watch(page).forget()


@pytest.mark.long
def test_elsewhere_by_the_book(
    browser: Browser, visits: Visits, first_starts: FirstStarts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What docs/operations/moving.md says, as it stands there, from a movement to an empty machine."""
    here, there = first_starts.demo(tmp_path / "here"), tmp_path / "there"
    monkeypatch.chdir(tmp_path)
    said: list[str] = []
    for section, command in commands((ROOT / "docs/operations/moving.md").read_text(encoding="utf-8")):
        if section.startswith("A circle") or command[0] == "serve":
            continue
        data = here if section.startswith("Leave") else there
        words = [str(tmp_path / word) if "." in word and "/" not in word else word for word in command]
        done = dugnad(*[str(data) if word == "/var/lib/dugnad" else word for word in words])
        assert done.returncode == 0, done.stdout + done.stderr
        said.append(done.stdout)
        if command[0] == "age-key":
            (tmp_path / "stewards.txt").write_text(done.stdout.splitlines()[-1] + "\n")

    hashes = re.findall(r"\b[0-9a-f]{64}\b", "".join(said))
    assert len(hashes) == 2
    assert len(set(hashes)) == 1
    assert "with the same hash as in the bundle" in "".join(said)
    assert "acts, state and mirror agree" in "".join(said)
    served = Served(there, "--workers", "1")
    page = visits.open(address(served))
    sign_in(page, "jonas")
    assert page.locator("h1").count() == 1
    served.end()


def commands(page: str) -> list[tuple[str, list[str]]]:
    """The commands in a guide, each with the heading that it stands under."""
    found, heading = [], ""
    for heading_or_block in re.finditer(r"^## ([^\n]+)$|^ *```sh\n(.*?)```", page, re.M | re.S):
        heading = heading_or_block[1] or heading
        for line in (heading_or_block[2] or "").splitlines():
            words = shlex.split(line, comments=True)
            if words[:1] == ["dugnad"]:
                found.append((heading, words[1:]))
    return found
