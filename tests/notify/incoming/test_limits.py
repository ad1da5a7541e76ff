"""Machines, the same thing twice, too much at once, and letters that come back."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core import mail as django_mail
from pytest_django.fixtures import Settings

from dugnad.asks.enums import CallState, State
from dugnad.asks.models import Answer, Ask, Call
from dugnad.notify.fates import Fate
from dugnad.notify.incoming.counting import counts
from dugnad.notify.incoming.doors import bounce_address
from dugnad.notify.incoming.receiving import Envelope, TooMany, receive
from dugnad.notify.models import Letter, Wishes
from dugnad.people.models import Member
from tests.asks.making import make_answer
from tests.notify.conftest import Mail
from tests.notify.incoming.making import LATER, door_of, envelope, letter_to, mail, told
from tests.notify.incoming.test_mail import report
from tests.notify.making import follow, send

pytestmark = pytest.mark.django_db


# Machines, and the same thing twice


@pytest.mark.parametrize("headers", [{"Auto-Submitted": "auto-replied"}, {"Precedence": "bulk"}, {"List-Id": "<a.b>"}])
def test_machines_are_not_answered(called: Letter, headers: dict[str, str]) -> None:
    assert receive(mail("I am away.", **headers), envelope(called), LATER) == Fate.AUTOMATIC
    assert not Answer.objects.exists()
    assert django_mail.outbox == []


def test_an_empty_return_path_is_a_machine(called: Letter) -> None:
    assert receive(mail("I can come."), envelope(called, sender=""), LATER) == Fate.AUTOMATIC


def test_a_letter_of_ours_is_no_answer(called: Letter) -> None:
    assert receive(mail("x", message_id=f"<{called.pk}@localhost>"), envelope(called), LATER) == Fate.AUTOMATIC


def test_what_we_write_back_is_no_answer(answered: Letter) -> None:
    Ask.objects.update(state=State.CLOSED)
    receive(mail("More."), envelope(answered), LATER)
    back = django_mail.outbox[0].message().as_bytes()
    assert receive(back, envelope(answered), LATER) == Fate.AUTOMATIC
    assert len(django_mail.outbox) == 1


def test_the_same_message_acts_once(answered: Letter) -> None:
    raw = mail("He has a bag, too.")
    assert [receive(raw, envelope(answered), LATER) for _each in range(3)] == [Fate.DONE] * 3
    assert Answer.objects.filter(by_asker=True).count() == 1


def test_without_an_id_the_same_bytes_act_once(answered: Letter) -> None:
    raw = re.sub(rb"(?m)^Message-ID:.*\r\n", b"", mail("He has a bag, too."))
    assert [receive(raw, envelope(answered), LATER) for _each in range(2)] == [Fate.DONE] * 2
    assert Answer.objects.filter(by_asker=True).count() == 1


def test_the_same_words_twice_are_said_twice(answered: Letter) -> None:
    for _each in range(2):
        receive(mail("Still waiting."), envelope(answered), LATER)
    assert Answer.objects.filter(by_asker=True).count() == 2


def test_too_many_are_put_off_and_none_is_lost(answered: Letter) -> None:
    for _each in range(10):
        assert receive(mail("More."), envelope(answered), LATER) == Fate.DONE
    late = mail("One more.")
    with pytest.raises(TooMany):
        receive(late, envelope(answered), LATER)
    assert Answer.objects.filter(by_asker=True).count() == 10
    assert receive(late, envelope(answered), LATER + timedelta(days=2)) == Fate.DONE


def test_letters_back_are_few(alice: Member, bob: Member, answered: Letter) -> None:
    for number in range(1, 13):
        at = LATER + timedelta(minutes=number)
        make_answer(alice, Ask.objects.get(), at=at)
        follow(at)
        receive(mail("> quoted"), envelope(letter_to(bob)), at)
    assert len(django_mail.outbox) == 10


def test_what_has_no_words_says_so(answered: Letter, bob: Member) -> None:
    assert receive(mail("> You are asked by name."), envelope(answered), LATER) == Fate.EMPTY
    assert "no words of yours" in told(bob)
    assert Answer.objects.count() == 1


@pytest.mark.parametrize(
    "line",
    ["https://dugnad.example.org/letters/stop/abc.def/", "https://dugnad.example.org/letters/held/abc/", "the address"],
)
def test_what_is_good_for_something_is_never_shown(answered: Letter, line: str) -> None:
    said = door_of(answered) if line == "the address" else line
    assert receive(mail(f"He has a bag, too.\nStop: {said}"), envelope(answered), LATER) == Fate.DONE
    assert Answer.objects.get(by_asker=True).text == "He has a bag, too."


def test_what_came_is_counted_and_nothing_else_is_kept(called: Letter, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    receive(mail("accept"), envelope(called), LATER)
    receive(mail("I am away.", Precedence="bulk"), envelope(called), LATER)
    receive(mail("x"), Envelope("r@localhost"), LATER)
    receive(b"x" * 1_000_001, envelope(called), LATER)
    assert sorted(counts(LATER)) == sorted(
        [(Fate.DONE, 1), (Fate.AUTOMATIC, 1), (Fate.UNKNOWN, 1), (Fate.UNREADABLE, 1)]
    )
    assert counts(LATER + timedelta(days=31)) == []
    said = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("dugnad"))
    assert "bob" not in said
    assert "accept" not in said


# Letters that come back


def test_an_address_where_nobody_is_gets_no_more_letters(called: Letter, bob: Member) -> None:
    there = Envelope(bounce_address(called), sender="")
    assert receive(report("5.2.2"), there, LATER) == Fate.RETURNED
    assert not Wishes.objects.filter(member=bob, refused="bob@example.org").exists()
    assert receive(report("5.1.1"), there, LATER) == Fate.RETURNED
    assert Wishes.objects.get(member=bob).refused == "bob@example.org"


def test_a_report_to_the_wrong_door_stops_nothing(called: Letter, bob: Member) -> None:
    assert receive(report("5.1.1"), envelope(called, sender=""), LATER) == Fate.AUTOMATIC
    assert not Wishes.objects.filter(member=bob, refused="bob@example.org").exists()


def test_words_to_the_door_for_reports_do_nothing(called: Letter) -> None:
    assert receive(mail("accept"), Envelope(bounce_address(called)), LATER) == Fate.RETURNED
    assert Call.objects.get().state == CallState.WAITING


def test_letters_leave_with_a_door_to_come_back_to(called: Letter, settings: Settings, mail: Mail) -> None:
    settings.CONFIG = replace(settings.CONFIG, mail_domain="reply.example.org")
    assert send(mail.line(), LATER) == 1
    (kept,) = mail.office.arrived
    assert kept.sender == bounce_address(called)
    assert receive(report("5.1.1"), Envelope(kept.sender, sender=""), LATER) == Fate.RETURNED
    assert Wishes.objects.get().refused == "bob@example.org"


def test_a_server_that_wants_another_sender_gets_it(called: Letter, settings: Settings, mail: Mail) -> None:
    settings.CONFIG = replace(settings.CONFIG, mail_domain="reply.example.org")
    mail.office.from_ours_only = True
    assert send(mail.line(), LATER) == 1
    (kept,) = mail.office.arrived
    assert kept.sender == "dugnad@example.org"
