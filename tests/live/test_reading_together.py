"""How many read a page together, counted over processes, without anybody being named."""

from __future__ import annotations

import os
import signal

import pytest

from dugnad.circles.models import Circle
from dugnad.people.models import Member
from tests.asks.making import make_ask
from tests.cast import make_circle, make_member
from tests.live.listening import PATIENCE, Listener, Server, cookie_of, stream_of

pytestmark = pytest.mark.django_db(transaction=True)


def test_everybody_sees_how_many_others_read(pair: Server, alice: Member, bob: Member) -> None:
    carol = make_member("carol")
    ask = make_ask(alice, make_circle(alice, bob, carol))
    pages = [Listener(pair, stream_of(ask), cookie_of(one)) for one in (alice, bob, carol)]
    for page in pages:
        page.wait(lambda page=page: page.others == 2)

    assert len({pair.holder(page) for page in pages}) == 2
    assert pages[0].seen("presence")[-1].facts["words"] == "2 people are reading this with you."
    pages.pop().hang_up()
    for page in pages:
        page.wait(lambda page=page: page.others == 1)
    for page in pages:
        page.hang_up()


def test_a_second_tab_is_not_another_person(pair: Server, circle: Circle, alice: Member, bob: Member) -> None:
    ask = make_ask(alice, circle)
    tabs = [Listener(pair, stream_of(ask), cookie_of(alice)) for _each in range(4)]
    other = Listener(pair, stream_of(ask), cookie_of(bob))
    for page in [*tabs, other]:
        page.wait(lambda page=page: page.others == 1)

    assert len({pair.holder(page) for page in tabs}) == 2
    for page in [*tabs, other]:
        page.hang_up()


def test_whoever_reads_something_else_does_not_count(pair: Server, circle: Circle, alice: Member, bob: Member) -> None:
    ask, other = make_ask(alice, circle), make_ask(alice, circle)
    elsewhere = Listener(pair, stream_of(other), cookie_of(bob))
    page = Listener(pair, stream_of(ask), cookie_of(alice))
    page.ended.wait(5)

    assert page.others == 0
    for one in (page, elsewhere):
        one.hang_up()


def test_readers_of_a_process_that_was_killed_soon_do_not_count(
    pair: Server, circle: Circle, alice: Member, bob: Member
) -> None:
    ask = make_ask(alice, circle)
    page = Listener(pair, stream_of(ask), cookie_of(alice))
    others = [Listener(pair, stream_of(ask), cookie_of(bob)) for _each in range(3)]
    page.wait(lambda: page.others == 1)
    elsewhere = next(pid for pid in pair.children() if pid != pair.holder(page))
    for one in others:
        if pair.holder(one) != elsewhere:
            one.hang_up()
    os.kill(elsewhere, signal.SIGKILL)
    page.wait(lambda: page.others == 0, PATIENCE)

    page.hang_up()
