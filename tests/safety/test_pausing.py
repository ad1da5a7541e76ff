from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction

from dugnad.asks.actions.answering import answer
from dugnad.asks.actions.asking import Need, ask
from dugnad.asks.acts import ASKED
from dugnad.asks.enums import Nature
from dugnad.asks.models import Ask, Kind
from dugnad.circles.actions.keeping_out import pause
from dugnad.circles.actions.membership import leave
from dugnad.gatherings.enums import Word
from dugnad.gatherings.models import Gathering
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.ledger.recording import record
from dugnad.work.actions.making import Plan, make
from tests.cast import again, make_circle, signed_in
from tests.gatherings.making import comes, tomorrow
from tests.safety.making import World, place

SOON = timedelta(days=3)


@pytest.fixture
def need(world: World) -> Need:
    return Need(kind=Kind.objects.create(id="shelter", names={"en": "Shelter"}), title="A bed")


def test_paused_they_read_and_do_not_write(world: World, need: Need) -> None:
    asked = ask(by=again(world.fia), circle=world.circle, need=need, form_key="1")
    pause(membership=place(world.circle, world.bob), until=now() + SOON)
    assert Ask.objects.visible_to(again(world.bob)).get() == asked
    ways = (
        lambda: ask(by=again(world.bob), circle=world.circle, need=need, form_key="2"),
        lambda: answer(by=again(world.bob), ask=asked, text="x", form_key="3", nature=Nature.PRACTICAL),
        lambda: make(by=again(world.bob), circle=world.circle, plan=Plan(title="x"), form_key="4"),
        lambda: tomorrow(world.bob, world.circle),
    )
    for way in ways:
        with pytest.raises(Refused, match="do not write"):
            way()
    assert (Ask.objects.count(), Gathering.objects.count(), asked.answers.count()) == (1, 0, 0)


def test_what_costs_no_words_stays_open_and_other_circles_too(world: World, need: Need) -> None:
    other = make_circle(world.alice, world.bob, name="Night")
    gathering = tomorrow(world.fia, world.circle)
    pause(membership=place(world.circle, world.bob), until=now() + SOON)
    assert ask(by=again(world.bob), circle=other, need=need, form_key="1")
    assert comes(world.bob, gathering, word=Word.COMING, at=now())
    leave(by=again(world.bob), circle=world.circle)


def test_it_ends_by_itself_and_says_until_when(world: World, need: Need) -> None:
    pause(membership=place(world.circle, world.bob), until=now() - timedelta(seconds=1))
    assert ask(by=again(world.bob), circle=world.circle, need=need, form_key="1")


def test_nothing_written_is_lost(world: World, need: Need) -> None:
    asked = ask(by=again(world.fia), circle=world.circle, need=need, form_key="1")
    pause(membership=place(world.circle, world.bob), until=now() + SOON)
    form = {"text": "I have a bed.", "nature": "practical", "form_key": "k" * 16}
    answered = signed_in(world.bob).post(f"/asks/{asked.pk}/answer/", form)
    assert answered.status_code in {409, 422}
    assert "you read in this circle, and do not write" in answered.content.decode()


def test_whoever_is_asked_is_not_remembered_as_they_were(world: World, need: Need) -> None:
    """Someone may come in by the very act; what was known of their stand before must not outlive it."""
    bob = again(world.bob)
    with transaction.atomic():
        record(ASKED, by=bob, about="x", circle=world.circle.pk)
    assert "_stands" not in vars(bob)
