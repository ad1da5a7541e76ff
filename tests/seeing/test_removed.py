"""A6. Somebody is put out of a circle: from that moment on every way in which they read it is dead.

Streams that are open end within a second: `tests/live/test_ending.py`. Here are pages by their old cookie, addresses
they noted, feeds that sign in nowhere, pages a browser has kept and asks about again, and what would wake them.
"""

from __future__ import annotations

import time

import pytest
from django.test import Client
from django.urls import reverse

from dugnad.circles.actions.keeping_out import ban
from dugnad.circles.enums import Openness
from dugnad.circles.models import Membership
from dugnad.gatherings.actions.feeds import open_feed
from dugnad.kit.clock import now
from dugnad.notify.models import Browser, Notice
from dugnad.notify.pushing import wake_due
from dugnad.people.models import Member
from tests.cast import again
from tests.notify.making import follow
from tests.notify.test_pushing import Service, make_browser
from tests.seeing.channels import STARTS, crawl
from tests.seeing.world import World, make_world

A_SECOND = 1.0
OWN = {"elsewhere"}
"""What they wrote themselves and told nobody's circle of: it stays theirs."""


def put_out(world: World) -> None:
    membership = Membership.objects.get(circle=world.circle, member=world.people["member"])
    ban(by=again(world.people["steward"]), membership=membership, told="", at=now())


def marks_in(text: str, world: World) -> set[str]:
    return {what for what, mark in world.marks.made.items() if mark in text}


def body(client: Client, address: str, **headers: str) -> tuple[int, str, dict[str, str]]:
    answer = client.get(address, headers=headers)
    whole = b"".join(answer) if answer.streaming else answer.content
    return answer.status_code, whole.decode(errors="replace"), dict(answer.headers)


def feeds_of(member: Member, world: World) -> list[str]:
    """Two addresses for calendar programs: of the circle, and of what they come to."""
    made = (open_feed(by=again(member), circle=circle)[1] for circle in (world.circle, None))
    return [reverse("calendar", args=[token]) for token in made]


def test_every_way_in_is_dead_at_once(db: None) -> None:
    world = make_world(Openness.CLOSED)
    member = world.people["member"]
    feeds, browser = feeds_of(member, world), world.client("member")
    numbered = (f"/asks/{world.ask.pk}/", f"/asks/{world.ask.pk}/sealed/", f"/record/{world.things['entry_index']}/")
    pages = crawl(browser, STARTS + numbered)
    knew = {address: found for address, text in pages.items() if (found := marks_in(text, world))}
    assert len(knew) > 10, "else what follows would show nothing"
    tags = {address: body(browser, address)[2] for address in knew}
    assert all("no-store" in facts.get("Cache-Control", "") for facts in tags.values()), "no browser keeps these"
    assert any(marks_in(body(Client(), feed)[1], world) for feed in feeds)

    put_out(world)
    begun = time.monotonic()
    first = body(browser, reverse("circle", args=[world.circle.pk]))
    assert time.monotonic() - begun < A_SECOND
    assert marks_in(first[1], world) == set(), "they are told that they are kept out, and nothing of what is inside"

    still = {}
    for address in knew:
        asked_again = {"If-None-Match": tags[address].get("ETag", '"x"')}
        status, text, _facts = body(browser, address, **asked_again)
        assert status != 304, f"{address}: what was kept would be shown again"
        if left := marks_in(text, world) - OWN - _mine(world):
            still[address] = left
    assert still == {}
    assert [marks_in(body(Client(), feed)[1], world) for feed in feeds] == [set(), set()]


def _mine(world: World) -> set[str]:
    """What *member* wrote: an answer, an offer, what they did elsewhere stay readable to who wrote them."""
    return {"answer", "offer", "offer text", "elsewhere", "vouch", "task note", "outcome"}


def test_nobody_wakes_them_for_it(db: None) -> None:
    world = make_world(Openness.CLOSED)
    member = again(world.people["member"])
    make_browser(member)
    put_out(world)
    follow(now())
    service = Service()
    wake_due(service, at=now())
    told = Notice.objects.filter(member=member)
    shown = world.client("member").get(reverse("inbox")).content.decode()
    assert marks_in(shown, world) == set()
    assert Browser.objects.filter(member=member).exists()
    assert not told.exclude(page="").filter(page__contains=f"/asks/{world.ask.pk}").exists()
    assert service.woken == [] or "kept out" in shown or "no longer" in shown


@pytest.mark.parametrize("role", ["steward", "asker"])
def test_nobody_else_loses_anything(db: None, role: str) -> None:
    world = make_world(Openness.CLOSED)
    put_out(world)
    assert world.client(role).get(reverse("circle", args=[world.circle.pk])).status_code == 200
