"""Private marks in every kind of private text; then everything that can be reached is read by those outside."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client

from dugnad.circles.enums import Openness
from tests.seeing.world import World, make_world

HREF = re.compile(r'(?:href|src|action|hx-get)="([^"#]+)')
STARTS = ("/", "/act/", "/campaigns/", "/circles/", "/offers/", "/living/", "/work/", "/search/", "/ask/", "/me/")
MOST = 400
WORK = {"task title", "task text", "task note", "first task", "job", "unit", "outcome"}


def crawl(client: Client, starts: tuple[str, ...]) -> dict[str, str]:
    """Every page that links lead to, by address. GET only; bounded."""
    seen: dict[str, str] = {}
    waiting = list(starts)
    while waiting and len(seen) < MOST:
        address = waiting.pop(0)
        path = urlsplit(address).path
        if address in seen or path.startswith(("/static/", "/leave/", "/account/")):
            continue
        response = client.get(address, follow=True)
        text = "" if response.streaming else response.content.decode(errors="replace")
        seen[address] = text
        waiting += [
            urljoin(address, link)
            for link in HREF.findall(text)
            if not urlsplit(link).netloc and not link.startswith("data:")
        ]
    return seen


def leaks(world: World, role: str) -> list[tuple[str, str]]:
    """(mark, address) of every private text that this role came across."""
    client = world.client(role)
    asked = tuple(f"/search/?q={mark}" for mark in world.marks.made.values())
    numbered = tuple(f"/asks/{world.ask.pk}/{end}" for end in ("", "sealed/"))
    pages = crawl(client, STARTS + numbered + asked)
    found = []
    for address, text in pages.items():
        own = urlsplit(address).query  # a search page repeats what was searched for
        for what, mark in world.marks.made.items():
            if mark in text and mark not in own:
                found.append((what, address))
    return found


@pytest.mark.parametrize("openness", [Openness.CLOSED, Openness.HIDDEN])
@pytest.mark.parametrize("role", ["stranger", "outsider", "banned", "operator"])
def test_nothing_private_reaches_those_outside(db: None, openness: Openness, role: str) -> None:
    found = leaks(make_world(openness), role)
    if role == "banned":  # who is kept out of a circle is told so, by the name they knew
        found = [one for one in found if one != ("circle name", "/circles/")]
    assert found == []


def test_what_the_blocked_member_may_not_see(db: None) -> None:
    world = make_world(Openness.CLOSED)
    theirs = {
        "ask title",
        "ask text",
        "case name",
        "case title",
        "masked title",
        "pseudonym",
        "sealed",
        "answer",
    } | WORK
    assert {what for what, _address in leaks(world, "blocked")} & theirs == set()


def test_the_crawl_finds_what_may_be_seen(db: None) -> None:
    """Else the tests above would prove nothing."""
    world = make_world(Openness.CLOSED)
    found = {what for what, _address in leaks(world, "member")}
    assert {"ask title", "ask text", "answer", "offer", "living text"} | WORK <= found
    assert "sealed" not in found
