"""Whose answer is believed, and what waits until its writer has confirmed it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from dugnad.asks.enums import State
from dugnad.asks.models import Answer, Ask
from dugnad.circles.enums import Openness
from dugnad.circles.models import Circle
from dugnad.kit.clock import now
from dugnad.notify.fates import Fate, Why
from dugnad.notify.incoming.confirming import sweep
from dugnad.notify.incoming.held import token_of
from dugnad.notify.incoming.receiving import receive
from dugnad.notify.models import Letter, Received
from dugnad.people.models import Member
from tests.notify.incoming.making import LATER, envelope, mail, told

pytestmark = pytest.mark.django_db


# Who wrote it


@pytest.mark.parametrize("sender", ["eve@example.org", "", "bob@example.com", "bob@example.org.evil.example"])
def test_what_another_address_sends_is_asked_about_first(called: Letter, bob: Member, sender: str) -> None:
    raw = mail("I can come.", sender=sender or "x@example.org")
    raw = raw if sender else re.sub(rb"(?m)^From:.*\r\n", b"", raw)
    assert receive(raw, envelope(called), LATER) == Fate.HELD
    assert not Answer.objects.exists()
    text = told(bob)
    assert "I can come." not in text
    assert "another address" in text


@pytest.mark.parametrize("sender", ["BOB@Example.org", "Bob <bob@example.org>", "bob+dugnad@example.org"])
def test_ones_own_address_is_known_in_any_dress(called: Letter, sender: str) -> None:
    assert receive(mail("I can come.", sender=sender), envelope(called), LATER) == Fate.DONE


def test_another_confirmed_address_is_ones_own(called: Letter, bob: Member) -> None:
    EmailAddress.objects.create(user=bob, email="robert@example.com", verified=True, primary=False)
    assert receive(mail("I can come.", sender="robert@example.com"), envelope(called), LATER) == Fate.DONE


def test_an_address_that_was_never_confirmed_is_not(called: Letter, bob: Member) -> None:
    EmailAddress.objects.create(user=bob, email="robert@example.com", verified=False, primary=False)
    assert receive(mail("I can come.", sender="robert@example.com"), envelope(called), LATER) == Fate.HELD


@pytest.mark.parametrize(
    ("words", "sender"),
    [
        ("I can come.\nRobert Andersson", "Robert Andersson <bob@example.org>"),
        ("I can come. /Robert", "Robert Andersson <bob@example.org>"),
        ("Call me at 070-123 45 67.", "bob@example.org"),
        ("Write to robert@example.com", "bob@example.org"),
    ],
)
def test_a_signature_that_tells_too_much_is_asked_about(called: Letter, words: str, sender: str) -> None:
    assert receive(mail(words, sender=sender), envelope(called), LATER) == Fate.HELD
    assert Received.objects.get().why == Why.TELLS_MUCH
    assert not Answer.objects.exists()


def test_the_name_one_has_here_is_no_secret(called: Letter) -> None:
    assert receive(mail("I can come. /Bob", sender="Bob <bob@example.org>"), envelope(called), LATER) == Fate.DONE


# What waits for its writer


@pytest.fixture
def waiting(called: Letter) -> Received:
    """An answer from another address."""
    receive(mail("I can come.", sender="eve@example.org"), envelope(called), now())
    return Received.objects.get()


def test_what_waits_is_sealed(waiting: Received) -> None:
    assert waiting.sealed is not None
    assert b"come" not in bytes(waiting.sealed)


def test_looking_changes_nothing_and_posting_acts_once(waiting: Received, bob: Member) -> None:
    link = reverse("answer_held", args=[token_of(waiting)])
    assert link in told(bob)
    client = Client()
    for _each in range(2):
        page = client.get(link)
        assert "I can come." in page.content.decode()
        assert "A bed for two nights" in page.content.decode()
    assert not Answer.objects.exists()
    assert "shown in the circle" in client.post(link).content.decode()
    assert Answer.objects.get().author == bob
    assert client.post(link).status_code == 404
    assert client.get(link).status_code == 404
    waiting.refresh_from_db()
    assert (waiting.fate, waiting.sealed) == (Fate.DONE, None)


def test_what_is_thrown_away_is_gone(waiting: Received) -> None:
    link = reverse("answer_held", args=[token_of(waiting)])
    assert "thrown away" in Client().post(link, {"do": "throw-away"}).content.decode()
    assert not Answer.objects.exists()
    waiting.refresh_from_db()
    assert (waiting.fate, waiting.sealed) == (Fate.THROWN_AWAY, None)
    assert Client().get(link).status_code == 404


def test_what_cannot_be_done_waits_on(waiting: Received) -> None:
    Ask.objects.update(state=State.CLOSED)
    link = reverse("answer_held", args=[token_of(waiting)])
    page = Client().post(link)
    assert page.status_code == 409
    assert "I can come." in page.content.decode()
    waiting.refresh_from_db()
    assert waiting.fate == Fate.HELD


def test_of_a_circle_that_closed_meanwhile_the_link_names_nothing(waiting: Received) -> None:
    Circle.objects.update(openness=Openness.CLOSED)
    link = reverse("answer_held", args=[token_of(waiting)])
    page = Client().get(link).content.decode()
    assert "I can come." in page
    assert "A bed for two nights" not in page
    assert Client().post(link).status_code == 409
    assert not Answer.objects.exists()


def test_a_link_is_good_for_one_answer(waiting: Received) -> None:
    token = token_of(waiting)
    for made_up in (token[:-1], f"{'0' * 16}.{token.partition('.')[2]}", waiting.pk, "x"):
        assert Client().get(reverse("answer_held", args=[made_up])).status_code == 404


def test_what_waits_too_long_is_erased(waiting: Received) -> None:
    assert sweep(waiting.at + timedelta(days=6)) == 0
    assert sweep(waiting.at + timedelta(days=7)) == 1
    waiting.refresh_from_db()
    assert (waiting.fate, waiting.sealed) == (Fate.LET_GO, None)
    assert Client().get(reverse("answer_held", args=[token_of(waiting)])).status_code == 404
    assert sweep(waiting.at + timedelta(days=60)) == 1
    assert not Received.objects.exists()


def test_a_no_that_was_confirmed_is_what_it_says(called: Letter) -> None:
    receive(mail("No problem, I can come."), envelope(called), now())
    Client().post(reverse("answer_held", args=[token_of(Received.objects.get())]))
    assert Answer.objects.get().text == "No problem, I can come."
