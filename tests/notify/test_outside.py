"""Letters to people without an account."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction

from dugnad.notify.enums import Post, Sort
from dugnad.notify.models import Letter
from dugnad.people import letters
from dugnad.people.letters import Outside, Part
from tests.cast import NOON
from tests.notify.conftest import Mail
from tests.notify.making import send

pytestmark = pytest.mark.django_db


def outside(key: str = "sign:1", *, to: str = "eva@example.org", **told: object) -> Outside:
    parts = (Part("Is it you?"), Part("Confirm", path="/here/1/"), Part("A room\nfor all", quoted=True))
    return Outside(to, "sv", "Your\nname", parts, key, **told)  # type: ignore[arg-type]  # what a test wants otherwise


def test_it_leaves_with_whole_links_and_nothing_is_kept(mail: Mail) -> None:
    letters.post([outside()], at=NOON)
    kept = Letter.objects.get()
    assert kept.sealed is not None
    assert b"eva" not in bytes(kept.sealed)

    assert send(mail.line()) == 1

    (came,) = mail.office.arrived
    assert (came.to, came.mail["Subject"], came.mail["List-Unsubscribe"]) == ("eva@example.org", "Your name", None)
    assert "Is it you?\n\nConfirm:\nhttp://127.0.0.1/here/1/\n\n> A room\n> for all" in came.text
    kept.refresh_from_db()
    assert kept.post == Post.SENT
    assert kept.sealed is None


def test_one_that_comes_again_can_be_stopped_from_the_mail_program(mail: Mail) -> None:
    letters.post([outside(stop="/stop/1/")], at=NOON)
    send(mail.line())
    assert mail.office.arrived[0].mail["List-Unsubscribe"] == "<http://127.0.0.1/stop/1/>"


def test_one_key_is_one_letter(mail: Mail) -> None:
    for _each in range(2):
        letters.post([outside(), outside("sign:2")], at=NOON)
    assert send(mail.line()) == 2


def test_what_is_not_kept_does_not_leave() -> None:
    with transaction.atomic():
        letters.post([outside()], at=NOON)
        transaction.set_rollback(True)
    assert not Letter.objects.exists()


def test_a_letter_taken_back_does_not_leave(mail: Mail) -> None:
    letters.post([outside(), outside("sign:2")], at=NOON)
    assert letters.recall(["sign:1"], at=NOON) == 1
    assert send(mail.line()) == 1
    assert letters.recall(["sign:1", "sign:2"], at=NOON) == 0


def test_those_somebody_waits_for_leave_first(mail: Mail) -> None:
    letters.post([outside("update:1", to="many@example.org", hurry=False)], at=NOON - timedelta(hours=1))
    letters.post([outside()], at=NOON)
    send(mail.line())
    assert [came.to for came in mail.office.arrived] == ["eva@example.org", "many@example.org"]


def test_an_address_where_nobody_is_troubles_no_operator(mail: Mail) -> None:
    heard: list[str] = []
    letters.when_unreachable(heard.append)
    mail.office.to_receiver = "550 5.1.1 Nobody here"
    letters.post([outside()], at=NOON)
    send(mail.line())
    letter = Letter.objects.get()
    assert (letter.post, letter.sort, letter.sealed, heard) == (Post.DROPPED, Sort.OUTSIDE, None, ["sign:1"])
