"""What stewards hide is there for whoever wrote it, and for nobody else, in every way it could be come across."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.test import Client

from dugnad.asks.actions import living, offers
from dugnad.asks.actions.answering import answer
from dugnad.asks.actions.asking import Need, Speaker, ask
from dugnad.asks.enums import Nature, State, Unit, Voice
from dugnad.asks.models import Ask, Kind
from dugnad.asks.queries import lists
from dugnad.circles.actions.hiding import hide, show
from dugnad.circles.actions.membership import take_name
from dugnad.gatherings.enums import Sight
from dugnad.kit.clock import now
from dugnad.people.models import Member
from dugnad.safety import reportable
from dugnad.work.actions.making import Plan, make
from tests.cast import again, signed_in
from tests.gatherings.making import tomorrow
from tests.safety.making import World


@dataclass(frozen=True)
class Made:
    kind: str
    pk: str
    path: str
    mark: str


def made(world: World, kind: str) -> Made:
    """Written by bob, a moment ago."""
    about = Kind.objects.create(id="shelter", names={"en": "Shelter"})
    bob, fia, circle = again(world.bob), again(world.fia), world.circle
    if kind in {"ask", "answer", "living-answer"}:
        by = fia if kind == "answer" else bob
        asked = ask(by=by, circle=circle, need=Need(kind=about, title="findme", text="words"), form_key="1")
        if kind == "ask":
            return Made(kind, asked.pk, f"/asks/{asked.pk}/", "findme")
        if kind == "answer":
            told = answer(by=bob, ask=asked, text="findme too", form_key="2", nature=Nature.PRACTICAL)
            return Made(kind, told.pk, f"/asks/{asked.pk}/", "findme too")
        Ask.objects.filter(pk=asked.pk).update(state=State.HELPED, title="another")
        asked.refresh_from_db()
        page = living.Page("findme", "It works.", "Sweden", date(2030, 1, 1))
        known = living.distil(by=bob, ask=asked, page=page, credited=[], form_key="3")
        return Made(kind, known.pk, f"/living/{known.pk}/", "findme")
    if kind == "offer":
        night = offers.Stretch(now() + timedelta(hours=1), now() + timedelta(hours=9))
        offered = offers.offer(
            by=bob, circle=circle, kind=about, title="findme", text="", unit=Unit.BEDS, capacity=1,
            stretches=[night], form_key="4",
        )  # fmt: skip
        return Made(kind, offered.pk, f"/offers/{offered.pk}/", "findme")
    if kind == "task":
        task = make(by=bob, circle=circle, plan=Plan(title="findme"), form_key="5")
        return Made(kind, task.pk, f"/tasks/{task.pk}/", "findme")
    gathering = tomorrow(bob, circle, title="findme", sight=Sight.EVERYONE)
    return Made("gathering", gathering.pk, f"/gatherings/{gathering.pk}/", "findme")


KINDS = ("ask", "answer", "offer", "living-answer", "task", "gathering")


def comes_across(member: Member, one: Made) -> bool:
    """On its own page, in the lists of its circle, or by searching."""
    client = signed_in(member)
    pages = (one.path, "/", "/work/", "/offers/", "/living/", "/gatherings/", f"/circles/{world_circle(member)}/")
    found = any(one.mark in client.get(path).content.decode() for path in pages)
    search = client.get("/search/", {"q": "findme"}).content.decode()
    return found or (one.kind != "answer" and one.path in search)  # an answer's path is that of its ask


def world_circle(member: Member) -> str:
    return str(member.memberships.get().circle_id)


@pytest.mark.parametrize("kind", KINDS)
def test_hidden_from_all_but_its_writer(world: World, kind: str) -> None:
    one = made(world, kind)
    others = (world.fia, world.alice, world.dora)
    assert all(comes_across(member, one) for member in others)
    hide(circle=world.circle, kind=kind, pk=one.pk, until=None)
    known = reportable.kind(kind)
    assert known is not None
    for member in others:
        assert known.seen(again(member), one.pk) is None
        assert not comes_across(member, one), member.handle
    if kind == "living-answer":  # nobody's own
        assert signed_in(world.bob).get(one.path).status_code == 404
    else:
        assert one.mark in signed_in(world.bob).get(one.path).content.decode()
    show(circle=world.circle, kind=kind, pk=one.pk)
    assert known.seen(again(world.fia), one.pk) is not None


def test_a_hidden_public_gathering_is_hidden_from_strangers_too(world: World, charlie: Member) -> None:
    one = made(world, "gathering")
    for client in (Client(), signed_in(charlie)):
        assert client.get(one.path).status_code == 200
    hide(circle=world.circle, kind="gathering", pk=one.pk, until=None)
    for client in (Client(), signed_in(charlie)):
        assert client.get(one.path).status_code in {302, 404}  # strangers are led to the door, whatever is behind it
        assert "findme" not in client.get("/gatherings/").content.decode()


def test_hidden_until_a_moment(world: World) -> None:
    one = made(world, "ask")
    hide(circle=world.circle, kind="ask", pk=one.pk, until=now() - timedelta(seconds=1))
    assert Ask.objects.visible_to(again(world.fia)).exists()
    hide(circle=world.circle, kind="ask", pk=one.pk, until=now() + timedelta(days=1))
    assert not Ask.objects.visible_to(again(world.fia)).exists()
    assert not any(row.pk == one.pk for row in lists.open_in(again(world.fia), world.circle.pk))


def test_a_name_behind_which_somebody_writes_is_told_as_that(world: World) -> None:
    about = Kind.objects.create(id="shelter", names={"en": "Shelter"})
    take_name(by=again(world.bob), circle=world.circle, name="Nobody")
    asked = ask(
        by=again(world.bob), circle=world.circle, need=Need(kind=about, title="x"), form_key="9",
        speaker=Speaker(voice=Voice.PSEUDONYM),
    )  # fmt: skip
    fia = signed_in(world.fia)
    fia.post(f"/report/ask/{asked.pk}/", {"norm": "0", "attached": "on"})
    page = signed_in(world.alice).get(f"/circles/{world.circle.pk}/cases/").content.decode()
    assert "Nobody" in page
    case = signed_in(world.alice).get(f"/cases/{world.circle.cases.get().pk}/").content.decode()
    assert "bob" not in case.split("<main")[1]
