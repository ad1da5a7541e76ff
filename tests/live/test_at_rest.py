"""What streams cost when there are none, and when somebody does not read theirs."""

from __future__ import annotations

import socket
import time
from pathlib import Path

import pytest

from dugnad.circles.models import Circle
from dugnad.live.desk import LINGER
from dugnad.people.models import Member
from tests.asks.making import make_answer, make_ask
from tests.live.listening import PATIENCE, Listener, Server, cookie_of, stream_of

pytestmark = pytest.mark.django_db(transaction=True)


def threads(server: Server) -> set[str]:
    """The names of the threads of its page process. Python's own have the process's."""
    (pid,) = server.children()
    return {path.name for path in Path(f"/proc/{pid}/task").iterdir()}


def ticks(server: Server) -> int:
    """Processor time of its page process, in hundredths of a second."""
    (pid,) = server.children()
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return int(fields[11]) + int(fields[12])


def test_nothing_runs_while_nobody_follows(server: Server, circle: Circle, alice: Member, bob: Member) -> None:
    ask = make_ask(alice, circle)
    page = Listener(server, stream_of(ask), cookie_of(alice))
    while_open = threads(server)
    page.hang_up()
    deadline = time.monotonic() + LINGER + PATIENCE
    while len(threads(server)) >= len(while_open) and time.monotonic() < deadline:
        time.sleep(0.1)
    at_rest, before = threads(server), ticks(server)
    for _each in range(10):
        make_answer(bob, ask)
    time.sleep(2)

    assert len(at_rest) == len(while_open) - 1
    assert ticks(server) - before <= 4


def test_following_begins_again_after_a_rest(server: Server, circle: Circle, alice: Member, bob: Member) -> None:
    ask = make_ask(alice, circle)
    Listener(server, stream_of(ask), cookie_of(alice)).hang_up()
    time.sleep(LINGER + 2)
    page = Listener(server, stream_of(ask), cookie_of(alice))
    made = make_answer(bob, ask)
    page.wait(lambda: page.pieces)

    assert page.pieces == [f"answer.{made.pk}"]
    page.hang_up()


def test_somebody_who_does_not_read_holds_up_nobody(server: Server, circle: Circle, alice: Member, bob: Member) -> None:
    ask = make_ask(alice, circle)
    where, cookie = stream_of(ask), cookie_of(alice)
    deaf = socket.socket()
    deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    deaf.connect(("127.0.0.1", server.port))
    deaf.sendall(f"GET {where} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\n\r\n".encode())
    page = Listener(server, where, cookie)
    made = [make_answer(bob, ask).pk for _each in range(20)]
    page.wait(lambda: len(page.pieces) == 20)

    assert page.pieces == [f"answer.{pk}" for pk in made]
    page.hang_up()
    deaf.close()
