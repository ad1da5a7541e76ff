"""A5: whoever comes into a closed circle reads nothing from before they came, unless the circle opened its history.

Every kind that is registered anywhere is walked. What goes on when they come is no past: what is named in `PRESENT` is
there for everybody, and a kind that is named nowhere fails here until somebody has decided which it is.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from dugnad.asks.models import Answer, Ask, SealedPart
from dugnad.circles import searching, things
from dugnad.circles.enums import Openness
from dugnad.circles.models import Circle, Membership
from dugnad.gatherings.models import Gathering, Occasion
from dugnad.kit.clock import now
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from dugnad.people.telling import words_for
from dugnad.work.enums import State
from dugnad.work.models import Task, Unit
from tests.cast import again, signed_in
from tests.seeing.channels import STARTS, crawl
from tests.seeing.world import World, enter_late, make_world

PAST = {"ask", "answer"}
"""What was said: readable from the day one came."""
PRESENT = {
    "campaign": "it is public from its opening, and a draft is work that goes on",
    "campaign-step": "it stands on the page of the campaign",
    "campaign-reply": "it stands on the page of the campaign, for everybody",
    "campaign-update": "it is out, for everybody",
    "clipping": "it was printed, for everybody; under an embargo it is work that goes on",
    "gathering": "one comes to what is to come; see below for those that are over",
    "task": "one takes what is to be done; see below for those that are over",
    "offer": "help that stands now",
    "living-answer": "what the circle knows, kept up to date",
}
SAID = {"ask title", "ask text", "answer", "sealed", "case name", "case title", "masked title", "old ask", "pseudonym"}
TALK = {"asked", "answered-practical", "answered-emotional", "ask-added-to", "called", "thanked", "sealed"}


@pytest.fixture
def world(db: None) -> World:
    return make_world(Openness.CLOSED)


@pytest.fixture
def late(world: World) -> Member:
    return again(enter_late(world, "late"))


def everything(world: World) -> list[str]:
    """Every id that anything was ever done to."""
    return sorted({*Act.objects.values_list("object_id", flat=True), *world.things.values()})


def found(member: Member, kind: str, ids: list[str]) -> set[str]:
    """Ids of things of this kind that `member` may see, wherever the kind is registered."""
    shown = set(things.find_all(member, kind, ids))
    for code, find in searching.finders():
        shown |= {one.pk for one in find(member, ids)} if code == kind else set()
    return shown


def registered() -> set[str]:
    return {one.code for one in things.kinds()} | {code for code, _find in searching.finders()}


def test_every_kind_is_one_or_the_other() -> None:
    assert registered() == PAST | PRESENT.keys()


def test_no_row_of_what_was_said(world: World, late: Member) -> None:
    ids = everything(world)
    assert {kind: found(late, kind, ids) for kind in sorted(PAST)} == {"answer": set(), "ask": set()}
    assert not Ask.objects.visible_to(late).exists()
    assert not Answer.objects.visible_to(late).exists()
    assert not SealedPart.objects.visible_to(late).exists()
    told = words_for(late, list(Act.objects.filter(verb__in=TALK)))
    assert told == {}


def test_somebody_who_was_there_finds_each_kind(world: World) -> None:
    """Else the test above would prove nothing."""
    there, ids = again(world.people["member"]), everything(world)
    assert {kind for kind in registered() if found(there, kind, ids)} == registered()


def test_what_was_over_is_past(world: World, late: Member) -> None:
    Occasion.objects.update(starts_at=world.circle.created_at, ends_at=world.circle.created_at + timedelta(hours=2))
    Task.objects.update(state=State.CLOSED, held_by=None, lease_until=None)
    ids = everything(world)
    assert found(late, "gathering", ids) == set()
    assert found(late, "task", ids) == set()
    assert not Gathering.objects.visible_to(late).exists()
    assert not Unit.objects.visible_to(late).exists()
    assert found(again(world.people["member"]), "task", ids)


def test_no_page_shows_it(world: World, late: Member) -> None:
    pages = crawl(signed_in(late), (*STARTS, f"/circles/{world.circle.pk}/", f"/asks/{world.ask.pk}/"))
    seen = {what for text in pages.values() for what, mark in world.marks.made.items() if mark in text}
    assert seen & SAID == set()
    assert "offer" in seen


def test_a_circle_may_open_its_history(world: World, late: Member) -> None:
    Circle.objects.update(history_open=True)
    reader = again(late)
    assert found(reader, "ask", everything(world)) >= {world.ask.pk}


def test_coming_back_opens_nothing_of_the_time_between(world: World) -> None:
    member = world.people["member"]
    Membership.objects.filter(member=member).update(joined_at=now())
    assert found(again(member), "ask", everything(world)) == set()
