"""On PostgreSQL acts wait for older transactions. They are told as soon as these have ended, however they end."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
from django.db import connection

from dugnad.circles.models import Circle
from dugnad.people.models import Member
from tests.asks.making import make_answer, make_ask
from tests.ledger.test_reading_order import Elsewhere
from tests.live.listening import Listener, Server, cookie_of, stream_of

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer"),
]


@pytest.fixture
def elsewhere() -> Iterator[Elsewhere]:
    other = Elsewhere()
    yield other
    other.close()


@pytest.mark.parametrize("end", [Elsewhere.commit, Elsewhere.close], ids=["commits", "is-cut-off"])
def test_an_older_transaction_holds_back_and_lets_go(
    end: Callable[[Elsewhere], None], elsewhere: Elsewhere, server: Server, circle: Circle, alice: Member, bob: Member
) -> None:
    ask = make_ask(alice, circle)
    page = Listener(server, stream_of(ask), cookie_of(alice))
    elsewhere.begin()
    elsewhere.take_number()
    made = make_answer(bob, ask)
    page.ended.wait(1)
    assert page.pieces == []
    end(elsewhere)
    ended = time.monotonic()
    page.wait(lambda: page.pieces)

    assert page.pieces == [f"answer.{made.pk}"]
    assert page.seen("news")[0].came - ended < 1
    assert connection.vendor == "postgresql"
    page.hang_up()
