"""A browser that was away is told what happened meanwhile: all of it, once."""

from __future__ import annotations

import random
import threading
import time
from urllib.parse import quote

import pytest
from django.db import connection

from dugnad.asks.actions.sealing import seal, want_to_read
from dugnad.circles.actions.membership import enter
from dugnad.circles.models import Circle
from dugnad.ledger.bookmarks import bookmark
from dugnad.ledger.topics import here
from dugnad.live.news import MOST_MISSED
from dugnad.people.actions.blocks import block
from dugnad.people.models import Member
from tests.asks.making import make_answer, make_ask
from tests.cast import again, make_member
from tests.ledger.making import make_acts
from tests.live.listening import Listener, Server, cookie_of, stream_of

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_happened_between_the_page_and_its_stream_is_told(
    server: Server, circle: Circle, alice: Member, bob: Member
) -> None:
    ask = make_ask(alice, circle)
    before = make_answer(bob, ask)
    where = stream_of(ask)
    made = make_answer(bob, ask)
    page = Listener(server, where, cookie_of(alice))
    page.wait(lambda: page.pieces)

    assert page.pieces == [f"answer.{made.pk}"]
    assert before.pk != made.pk
    page.hang_up()


def test_a_stream_goes_on_after_its_last_event(server: Server, circle: Circle, alice: Member, bob: Member) -> None:
    ask, cookie = make_ask(alice, circle), cookie_of(alice)
    where = stream_of(ask)
    page = Listener(server, where, cookie)
    make_answer(bob, ask)
    page.wait(lambda: page.pieces)
    page.hang_up()
    missed = [make_answer(bob, ask) for _each in range(3)]
    back = Listener(server, where, cookie, last=page.last)
    back.wait(lambda: len(back.pieces) == 3)

    assert back.pieces == [f"answer.{made.pk}" for made in missed]
    back.hang_up()


def test_nothing_is_lost_or_doubled_however_often_the_line_drops(
    pair: Server, circle: Circle, alice: Member, bob: Member
) -> None:
    ask, cookie, chance = make_ask(alice, circle), cookie_of(alice), random.Random(7)
    where, made, told, last = stream_of(ask), [], [], ""

    def talk() -> None:
        for _each in range(60):
            made.append(make_answer(bob, ask).pk)
            time.sleep(chance.random() * 0.04)
        connection.close()

    talking = threading.Thread(target=talk)
    talking.start()
    drops = 0
    while talking.is_alive() or len(told) < len(made):
        page = Listener(pair, where, cookie, last=last)
        heard = threading.Event()
        heard.wait(chance.random() * 0.25)
        page.hang_up()
        told += page.pieces
        last = page.last or last
        drops += 1
        assert drops < 500, f"{len(told)} of {len(made)}"
    talking.join()

    assert told == [f"answer.{pk}" for pk in made]
    assert drops > 5


def test_what_was_told_while_nobody_could_read_it_yet_is_not_told_on_coming_back(
    server: Server, circle: Circle, alice: Member, bob: Member
) -> None:
    """A stream that begins after its follower has passed an act must not hear of it a second time."""
    ask, cookie = make_ask(alice, circle), cookie_of(alice)
    first = Listener(server, stream_of(ask), cookie)
    for _each in range(5):
        make_answer(bob, ask)
        late = Listener(server, stream_of(ask), cookie)
        late.hang_up()

        assert late.pieces == []
    first.hang_up()


def test_too_much_to_tell_is_fetched_anew(server: Server, circle: Circle, alice: Member, bob: Member) -> None:
    ask = make_ask(alice, circle)
    where = stream_of(ask)
    for _each in range(MOST_MISSED + 1):
        make_answer(bob, ask)
    page = Listener(server, where, cookie_of(alice))
    page.wait(lambda: page.pieces)
    made = make_answer(bob, ask)
    page.wait(lambda: len(page.pieces) > 1)

    assert page.pieces == ["anew.", f"answer.{made.pk}"]
    page.hang_up()


def test_much_elsewhere_is_not_much_here(server: Server, circle: Circle, alice: Member, bob: Member) -> None:
    ask = make_ask(alice, circle)
    where = stream_of(ask)
    make_acts(2 * MOST_MISSED)
    made = make_answer(bob, ask)
    page = Listener(server, where, cookie_of(alice))
    page.wait(lambda: page.pieces)

    assert page.pieces == [f"answer.{made.pk}"]
    page.hang_up()


@pytest.mark.parametrize("place", ["", "nonsense", "A" * 94, "é" * 94])
def test_a_place_that_is_none_of_ours_begins_anew(server: Server, circle: Circle, alice: Member, place: str) -> None:
    ask = make_ask(alice, circle)
    page = Listener(server, f"/live/ask/{ask.pk}/?after={quote(place)}", cookie_of(alice))
    page.wait(lambda: page.pieces)

    assert page.pieces == ["anew."]
    page.hang_up()


def test_a_place_of_another_database_begins_anew(server: Server, circle: Circle, alice: Member) -> None:
    ask, present = make_ask(alice, circle), here()
    ahead = type(present)(present.transaction + 10, present.act + 10_000)
    page = Listener(server, f"/live/ask/{ask.pk}/?after={bookmark(ahead)}", cookie_of(alice))
    page.wait(lambda: page.pieces)

    assert page.pieces == ["anew."]
    page.hang_up()


def test_what_somebody_may_not_see_is_not_told_on_coming_back(
    server: Server, circle: Circle, alice: Member, bob: Member
) -> None:
    ask, carol = make_ask(alice, circle), make_member("carol")
    enter(circle=circle, member=carol, at=ask.created_at)
    block(by=carol, other=again(bob))
    where = stream_of(ask)
    part = seal(by=again(alice), ask=ask, text="0701234567")
    want_to_read(by=again(carol), part=part)
    make_answer(carol, ask)
    made = make_answer(alice, ask)
    page = Listener(server, where, cookie_of(again(bob)))
    page.wait(lambda: page.pieces)

    assert page.pieces == [f"answer.{made.pk}"]
    page.hang_up()
