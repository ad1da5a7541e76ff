"""Streams of those who may no longer follow end within a second; a server that ends lets all of them go."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from pytest_django import DjangoDbBlocker

from dugnad.circles.actions.keeping_out import ban
from dugnad.circles.actions.membership import leave
from dugnad.circles.enums import Openness
from dugnad.circles.models import Circle, Membership
from dugnad.people.actions.blocks import block
from dugnad.people.models import Member
from tests.asks.making import make_answer, make_ask
from tests.cast import again, make_circle, signed_in
from tests.live.conftest import serving
from tests.live.listening import PATIENCE, Listener, Server, cookie_of, stream_of

pytestmark = pytest.mark.django_db(transaction=True)
A_SECOND = 1.0


def seconds_until_end(page: Listener, act: Callable[[], object]) -> float:
    act()
    begun = time.monotonic()
    assert page.ended.wait(PATIENCE)
    return page.ended_at - begun


@pytest.fixture
def page(server: Server, circle: Circle, alice: Member, bob: Member) -> Iterator[Listener]:
    """What alice asks, open at bob's."""
    opened = Listener(server, stream_of(make_ask(alice, circle)), cookie_of(bob))
    yield opened
    opened.hang_up()


def test_of_somebody_who_was_removed(page: Listener, circle: Circle, alice: Member, bob: Member) -> None:
    mine = Membership.objects.get(circle=circle, member=bob)

    assert seconds_until_end(page, lambda: ban(by=again(alice), membership=mine, told="")) < A_SECOND


def test_of_somebody_who_left(page: Listener, circle: Circle, bob: Member) -> None:
    assert seconds_until_end(page, lambda: leave(by=again(bob), circle=circle)) < A_SECOND


def test_of_somebody_who_was_blocked_by_the_asker(page: Listener, alice: Member, bob: Member) -> None:
    assert seconds_until_end(page, lambda: block(by=again(alice), other=again(bob))) < A_SECOND


def test_of_an_account_that_was_shut(page: Listener, bob: Member) -> None:
    shut = Member.objects.filter(pk=bob.pk)

    assert seconds_until_end(page, lambda: shut.update(is_active=False)) < A_SECOND


def test_of_a_session_that_was_ended_from_afar(page: Listener) -> None:
    assert seconds_until_end(page, lambda: Session.objects.all().delete()) < A_SECOND


def test_of_sessions_from_before_another_passphrase(page: Listener, bob: Member) -> None:
    def change() -> None:
        bob.set_password("another lamp in the window")
        bob.save()

    assert seconds_until_end(page, change) < A_SECOND


def test_of_somebody_who_signs_out_and_of_nobody_else(
    server: Server, circle: Circle, alice: Member, bob: Member
) -> None:
    ask, browser = make_ask(alice, circle), signed_in(bob)
    mine = Listener(server, stream_of(ask), f"sessionid={browser.cookies['sessionid'].value}")
    other = Listener(server, stream_of(ask), cookie_of(alice))

    assert seconds_until_end(mine, lambda: browser.post("/account/logout/")) < A_SECOND
    assert not other.ended.is_set()
    other.hang_up()


def test_of_everybody_outside_when_an_open_circle_closes(server: Server, alice: Member, charlie: Member) -> None:
    circle = make_circle(alice, openness=Openness.OPEN)
    page = Listener(server, stream_of(make_ask(alice, circle)), cookie_of(charlie))

    def close() -> None:
        Circle.objects.filter(pk=circle.pk).update(openness=Openness.CLOSED)

    assert seconds_until_end(page, close) < A_SECOND


def test_who_was_let_go_is_not_let_in_again(page: Listener, server: Server, circle: Circle, bob: Member) -> None:
    cookie, where = cookie_of(bob), stream_of(circle.asks.get())
    leave(by=again(bob), circle=circle)
    page.ended.wait(PATIENCE)

    assert Listener(server, where, cookie).status == 404


def test_a_server_that_is_told_to_end_ends_with_streams_open(
    django_db_blocker: DjangoDbBlocker, circle: Circle, alice: Member, bob: Member
) -> None:
    server = next(serving(2, django_db_blocker))
    ask, cookie = make_ask(alice, circle), cookie_of(alice)
    pages = [Listener(server, stream_of(ask), cookie) for _each in range(8)]
    took = server.end()

    assert took < 3
    assert server.process.returncode == 0
    assert all(page.ended.is_set() for page in pages)
    assert all(page.retry >= 1000 for page in pages)


def test_a_process_that_is_killed_lets_go_and_the_page_resumes_at_another(
    pair: Server, circle: Circle, alice: Member, bob: Member
) -> None:
    ask, cookie = make_ask(alice, circle), cookie_of(alice)
    where = stream_of(ask)
    page = Listener(pair, where, cookie)
    os.kill(pair.holder(page), signal.SIGKILL)
    page.ended.wait(PATIENCE)
    made = make_answer(bob, ask)
    back = Listener(pair, where, cookie, last=page.last)
    back.wait(lambda: back.pieces)

    assert back.pieces == [f"answer.{made.pk}"]
    back.hang_up()


def test_a_stranger_can_end_nothing(page: Listener, client: Client) -> None:
    client.post("/account/logout/")

    assert not page.ended.wait(1)
