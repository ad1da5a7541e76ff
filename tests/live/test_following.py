"""What comes over a stream, from a real server, on whichever database the tests run."""

from __future__ import annotations

import time

import pytest

from dugnad.asks.actions.answering import thank
from dugnad.asks.actions.calls import accept
from dugnad.asks.actions.holding import take
from dugnad.asks.actions.sealing import seal, want_to_read
from dugnad.circles.actions.membership import enter
from dugnad.circles.models import Circle
from dugnad.people.actions.blocks import block
from dugnad.people.models import Member
from tests.asks.calling import make_call
from tests.asks.making import make_answer, make_ask
from tests.cast import NOON, again, make_member
from tests.live.listening import Listener, Server, cookie_of, stream_of

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_answer_arrives_within_a_second(server: Server, circle: Circle, alice: Member, bob: Member) -> None:
    ask = make_ask(alice, circle)
    page = Listener(server, stream_of(ask), cookie_of(alice))
    made = make_answer(bob, ask)
    committed = time.monotonic()
    page.wait(lambda: page.pieces)

    assert page.pieces == [f"answer.{made.pk}"]
    assert page.seen("news")[0].came - committed < 1
    page.hang_up()


def test_an_event_says_nothing_that_anybody_wrote_or_is(
    server: Server, circle: Circle, alice: Member, bob: Member
) -> None:
    ask = make_ask(alice, circle)
    page = Listener(server, stream_of(ask), cookie_of(alice))
    made = make_answer(bob, ask)
    page.wait(lambda: page.pieces)

    assert page.seen("news")[0].facts == {"piece": f"answer.{made.pk}", "within": 0}
    page.hang_up()


def test_both_processes_tell_what_a_third_did(pair: Server, circle: Circle, alice: Member, bob: Member) -> None:
    ask = make_ask(alice, circle)
    pages = [Listener(pair, stream_of(ask), cookie_of(alice)) for _each in range(4)]
    made = make_answer(bob, ask)
    for page in pages:
        page.wait(lambda page=page: page.pieces)

    assert {pair.holder(page) for page in pages} == set(pair.children())
    assert [page.pieces for page in pages] == [[f"answer.{made.pk}"]] * 4
    for page in pages:
        page.hang_up()


def test_changes_of_all_kinds_are_told_in_order(server: Server, circle: Circle, alice: Member, bob: Member) -> None:
    ask = make_ask(alice, circle)
    page = Listener(server, stream_of(ask), cookie_of(alice))
    made = make_answer(bob, ask)
    take(by=again(bob), ask=ask)
    thank(by=again(alice), answer=made)
    page.wait(lambda: len(page.pieces) == 3)

    assert page.pieces == [f"answer.{made.pk}", f"standing.{ask.pk}", f"answer.{made.pk}"]
    page.hang_up()


def test_what_happens_elsewhere_is_not_told(server: Server, circle: Circle, alice: Member, bob: Member) -> None:
    ask, other = make_ask(alice, circle), make_ask(alice, circle)
    page = Listener(server, stream_of(ask), cookie_of(alice))
    make_answer(bob, other)
    made = make_answer(bob, ask)
    page.wait(lambda: page.pieces)

    assert page.pieces == [f"answer.{made.pk}"]
    page.hang_up()


def test_whoever_is_blocked_does_not_learn_that_something_came(
    server: Server, circle: Circle, alice: Member, bob: Member
) -> None:
    ask, carol = make_ask(alice, circle), make_member("carol")
    enter(circle=circle, member=carol, at=ask.created_at)
    block(by=carol, other=bob)
    page = Listener(server, stream_of(ask), cookie_of(again(bob)))
    make_answer(carol, ask)
    made = make_answer(alice, ask)
    page.wait(lambda: page.pieces)

    assert page.pieces == [f"answer.{made.pk}"]
    page.hang_up()


def test_a_block_holds_from_the_next_event_on(server: Server, circle: Circle, alice: Member, bob: Member) -> None:
    ask = make_ask(alice, circle)
    page = Listener(server, stream_of(ask), cookie_of(bob))
    block(by=again(alice), other=again(bob))
    make_answer(alice, ask)

    assert page.ended.wait(2)
    assert page.pieces == []


def test_private_acts_are_told_to_the_two_in_them(server: Server, circle: Circle, alice: Member, bob: Member) -> None:
    ask, carol = make_ask(alice, circle), make_member("carol")
    enter(circle=circle, member=carol, at=ask.created_at)
    part = seal(by=again(alice), ask=ask, text="0701234567")
    asker, other = (Listener(server, stream_of(ask), cookie_of(one)) for one in (alice, carol))
    want_to_read(by=again(bob), part=part)
    made = make_answer(bob, ask)
    for page in (asker, other):
        page.wait(lambda page=page: f"answer.{made.pk}" in page.pieces)

    assert asker.pieces == [f"standing.{part.pk}", f"answer.{made.pk}"]
    assert other.pieces == [f"answer.{made.pk}"]
    for page in (asker, other):
        page.hang_up()


def test_a_stream_is_told_in_the_language_of_its_page(server: Server, circle: Circle, alice: Member) -> None:
    ask = make_ask(alice, circle)
    page = Listener(server, stream_of(ask), cookie_of(alice))

    assert page.seen("presence")[0].facts == {"others": 0, "words": "New answers show here by themselves."}
    page.hang_up()


def test_a_call_is_told_to_the_one_called_and_a_yes_to_all(
    server: Server, circle: Circle, alice: Member, bob: Member
) -> None:
    ask, carol = make_ask(alice, circle), make_member("carol")
    enter(circle=circle, member=carol, at=ask.created_at)
    called, other = (Listener(server, stream_of(ask), cookie_of(one)) for one in (bob, carol))
    call = make_call(ask, again(bob))
    accept(by=again(bob), call=call, at=NOON)
    other.wait(lambda: other.pieces)
    called.wait(lambda: len(called.pieces) == 2)

    assert other.pieces == [f"standing.{call.pk}"]
    assert called.pieces == [f"standing.{call.pk}"] * 2
    for page in (called, other):
        page.hang_up()
