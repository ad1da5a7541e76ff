"""A mail server hands answers over: LMTP on loopback, against the server that the worker runs."""

from __future__ import annotations

import logging
import smtplib
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest
from django.db import connection
from pytest_django.fixtures import Settings

from dugnad.asks.models import Answer
from dugnad.circles.enums import Openness
from dugnad.kit.clock import now
from dugnad.notify.fates import Fate
from dugnad.notify.incoming.counting import counts
from dugnad.notify.incoming.doors import bounce_address
from dugnad.notify.models import Letter, Received, Tally
from dugnad.people.models import Member
from dugnad.serve import lmtp
from tests.asks.making import make_answer, make_ask
from tests.cast import make_circle
from tests.notify.incoming.making import door_of, letter_to, mail
from tests.notify.incoming.test_mail import HOSTILE, report
from tests.notify.making import follow, with_address

pytestmark = pytest.mark.django_db(transaction=True)


def free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as found:
        return int(found.getsockname()[1])


@pytest.fixture
def port(settings: Settings) -> Iterator[int]:
    """Where the worker listens while the test runs."""
    chosen = free_port()
    settings.CONFIG = replace(settings.CONFIG, mail_domain="reply.example.org", lmtp=f"127.0.0.1:{chosen}")
    stop = threading.Event()
    thread = threading.Thread(target=lmtp.run, args=(stop,), daemon=True)
    thread.start()
    until = time.monotonic() + 10
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", chosen), timeout=1).close()
            break
        except OSError:
            time.sleep(0.05)
    yield chosen
    stop.set()
    thread.join(10)
    assert not thread.is_alive()


@pytest.fixture
def letter(port: int, alice: Member, bob: Member) -> Letter:
    """Alice has answered bob in an open circle."""
    circle = make_circle(with_address(alice), with_address(bob), openness=Openness.OPEN, name="Lund")
    make_answer(alice, make_ask(bob, circle, at=now()), at=now())
    follow(now())
    return letter_to(bob)


def hand_over(port: int, to: list[str], raw: bytes, sender: str = "bob@example.org") -> dict[str, tuple[int, bytes]]:
    """As Postfix does it; whom it was refused for."""
    with smtplib.LMTP("127.0.0.1", port, timeout=10) as line:
        return line.sendmail(sender, to, raw)


def written() -> list[str]:
    return list(Answer.objects.filter(by_asker=True).order_by("pk").values_list("text", flat=True))


def test_an_answer_arrives_before_it_is_acknowledged(port: int, letter: Letter) -> None:
    there = door_of(letter)
    assert there.endswith("@reply.example.org")
    assert hand_over(port, [there], mail("He has a bag, too.\n.\n..two dots")) == {}
    assert written() == ["He has a bag, too.\n.\n..two dots"]


def test_the_same_message_brought_twice_acts_once(port: int, letter: Letter) -> None:
    raw = mail("He has a bag, too.")
    for _each in range(2):
        hand_over(port, [door_of(letter)], raw)
    assert written() == ["He has a bag, too."]


def test_the_same_message_brought_twice_at_once_acts_once(port: int, letter: Letter) -> None:
    raw, there = mail("He has a bag, too."), door_of(letter)
    threads = [threading.Thread(target=hand_over, args=(port, [there], raw)) for _each in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert written() == ["He has a bag, too."]
    assert Received.objects.count() == 1


def test_an_address_we_did_not_give_out_is_refused_at_once(port: int, letter: Letter) -> None:
    for to in ("eve@reply.example.org", f"{'r' + '0' * 42}@reply.example.org", door_of(letter).replace("reply.", "")):
        with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
            hand_over(port, [to], mail("x"))
        assert [code for code, _said in refused.value.recipients.values()] == [550]
    assert written() == []


def test_of_several_receivers_the_known_get_it(port: int, letter: Letter) -> None:
    refused = hand_over(port, ["eve@reply.example.org", door_of(letter)], mail("He has a bag, too."))
    assert [code for code, _said in refused.values()] == [550]
    assert written() == ["He has a bag, too."]


@pytest.mark.parametrize("name", ["ten thousand parts", "parts inside parts"])
def test_what_cannot_be_read_is_refused(port: int, letter: Letter, name: str) -> None:
    with pytest.raises(smtplib.SMTPDataError) as refused:
        hand_over(port, [door_of(letter)], HOSTILE[name])
    assert refused.value.smtp_code == 554


def test_what_is_too_large_is_refused(port: int, letter: Letter) -> None:
    with pytest.raises((smtplib.SMTPDataError, smtplib.SMTPSenderRefused)) as refused:
        hand_over(port, [door_of(letter)], b"Subject: x\r\n\r\n" + b"x" * 70 + b"\r\n" * 600_000)
    assert refused.value.smtp_code == 552
    assert written() == []


def test_a_long_line_is_no_reason_to_lose_it(port: int, letter: Letter) -> None:
    words = "x" * 15_000
    assert hand_over(port, [door_of(letter)], b"From: bob@example.org\r\n\r\n" + words.encode() + b"\r\n") == {}
    assert written() == [words]


def test_machines_get_their_acknowledgement_and_no_answer(port: int, letter: Letter) -> None:
    assert hand_over(port, [door_of(letter)], mail("I am away."), sender="") == {}
    assert written() == []
    assert list(Received.objects.all()) == []


def test_a_letter_that_comes_back_comes_in_here(port: int, letter: Letter) -> None:
    assert hand_over(port, [bounce_address(letter)], report("5.1.1"), sender="") == {}
    assert Tally.objects.get().fate == Fate.RETURNED


def test_too_many_are_put_off(port: int, letter: Letter) -> None:
    for _each in range(10):
        hand_over(port, [door_of(letter)], mail("More."))
    with pytest.raises(smtplib.SMTPDataError) as put_off:
        hand_over(port, [door_of(letter)], mail("More."))
    assert put_off.value.smtp_code == 451
    assert len(written()) == 10


@pytest.mark.skipif("sqlite" not in connection.settings_dict["ENGINE"], reason="a file that others hold")
def test_a_database_that_is_held_puts_it_off_and_nothing_is_lost(
    port: int, letter: Letter, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 1)
    raw, there = mail("He has a bag, too."), door_of(letter)
    with smtplib.LMTP("127.0.0.1", port, timeout=30) as line:
        line.ehlo()
        line.mail("bob@example.org")
        assert line.rcpt(there)[0] == 250
        with connection.cursor() as cursor:
            cursor.execute("BEGIN EXCLUSIVE")
            try:
                code, _said = line.data(raw)
            finally:
                cursor.execute("ROLLBACK")
        assert code == 451
    assert "bob" not in caplog.text
    assert hand_over(port, [there], raw) == {}
    assert written() == ["He has a bag, too."]


def test_nothing_is_logged_of_what_was_written(port: int, letter: Letter, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    hand_over(port, [door_of(letter)], mail("He has a bag, too."))
    assert "bag" not in caplog.text
    assert door_of(letter).partition("@")[0] not in caplog.text


def test_what_is_no_conversation_ends(port: int, letter: Letter) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
        line.sendall(b"EHLO x\r\nGET / HTTP/1.1\r\n" + b"\x00" * 2000 + b"\r\nQUIT\r\n")
        heard = b""
        while part := line.recv(4096):
            heard += part
    assert b"250" not in heard.partition(b"\r\n")[2].partition(b"\r\n")[0]
    assert counts(letter.created_at) == []
