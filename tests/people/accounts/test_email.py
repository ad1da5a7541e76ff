from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from dugnad.people.actions.member import arrive
from dugnad.people.models import Member
from tests.cast import NOON, PASSPHRASE

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(movement: object) -> Client:
    """asa, signed in, who has just shown that it is her."""
    arrive(handle="asa", passphrase=PASSPHRASE, at=NOON)
    client = Client()
    client.post(reverse("account_login"), {"login": "asa", "password": PASSPHRASE})
    client.post(reverse("account_reauthenticate"), {"password": PASSPHRASE})
    return client


def give(client: Client, address: str = "asa@example.org") -> str:
    return client.post(reverse("account_email"), {"action_add": "", "email": address}, follow=True).content.decode()


def test_given_confirmed_and_removed(client: Client) -> None:
    page = give(client)
    assert "We sent a link to asa@example.org." in page
    assert "Not confirmed yet" in page
    text = str(mail.outbox[0].body)
    assert "This address was given for the account asa." in text
    link = re.search(r"http://testserver(\S+)", text)
    assert link
    assert "Is this your address?" in client.get(link[1]).content.decode()
    assert not EmailAddress.objects.get().verified
    client.post(link[1])
    assert EmailAddress.objects.get().verified
    client.post(reverse("account_email"), {"action_remove": "", "email": "asa@example.org"})
    assert not EmailAddress.objects.exists()
    assert Member.objects.get(handle="asa").email == ""


def test_it_waits_until_one_has_shown_who_it_is(client: Client) -> None:
    fresh = Client()
    fresh.post(reverse("account_login"), {"login": "asa", "password": PASSPHRASE})
    waiting = fresh.post(reverse("account_email"), {"action_add": "", "email": "asa@example.org"})
    assert waiting["Location"].startswith(reverse("account_reauthenticate"))
    assert not EmailAddress.objects.exists()
    wrong = fresh.post(waiting["Location"], {"password": "guess"})
    assert "That is not your passphrase." in wrong.content.decode()
    fresh.post(waiting["Location"], {"password": PASSPHRASE, "next": reverse("account_email")})
    assert EmailAddress.objects.get().email == "asa@example.org"


def test_a_change_is_told_to_the_old_address(client: Client) -> None:
    asa = Member.objects.get(handle="asa")
    EmailAddress.objects.create(user=asa, email="old@example.org", verified=True, primary=True)
    give(client, "new@example.org")
    link = re.search(r"http://testserver(\S+)", str(mail.outbox[0].body))
    assert link
    client.post(link[1])
    assert [sent.to for sent in mail.outbox] == [["new@example.org"], ["old@example.org"]]
    assert "was changed from old@example.org to new@example.org" in mail.outbox[1].body


def test_an_address_of_somebody_else_is_not_told_apart(client: Client) -> None:
    other = arrive(handle="bo", passphrase=None, at=NOON)
    EmailAddress.objects.create(user=other, email="bo@example.org", verified=True, primary=True)
    assert "We sent a link to bo@example.org." in give(client, "bo@example.org")


def test_a_mail_server_that_is_away_holds_nothing_up(client: Client, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert "The mail could not be sent just now." in give(client)


def test_strangers_have_none(client: Client) -> None:
    assert Client().get(reverse("account_email"))["Location"].startswith(reverse("account_login"))
    assert (
        "This link no longer works"
        in Client().get(reverse("account_confirm_email", args=["forged:key"])).content.decode()
    )
