"""Every address of allauth's: in our frame and our words, or not there."""

from __future__ import annotations

import re
from html import unescape

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse

from dugnad.people.actions.member import arrive
from dugnad.people.models import Member
from tests.cast import NOON, PASSPHRASE
from tests.seeing.routes import routes

pytestmark = pytest.mark.django_db

OURS = [route for route in routes() if route.pattern.startswith("account/")]
THEIR_WORDS = re.compile(
    r"password|sign up|log ?in\b|log ?out|two-factor|authenticator|security key|username|verif|e?mail address(es)? for"
    r"|successful|invalid|please note|IP address",
    re.IGNORECASE,
)
MADE_UP = {"key": "a:b", "uidb36": "abc", "pk": "1", "session_id": "1"}


def words(page: str) -> str:
    """What a person reads: no tags, no scripts, no attributes."""
    page = re.sub(r"<(script|style|svg|template)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", " ", page))


def check(client: Client, path: str) -> int:
    response = client.get(path, follow=False)
    if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
        page = response.content.decode()
        assert '<header class="top">' in page, path
        assert 'style="' not in page, path
        found = THEIR_WORDS.search(words(page))
        assert found is None, f"{path}: {found}"
    assert response.status_code in {200, 302, 404, 405}, path
    return response.status_code


@pytest.fixture
def member(movement: object) -> Client:
    """asa, with an app for codes, who has just shown that it is her."""
    asa = arrive(handle="asa", passphrase=PASSPHRASE, at=NOON)
    client = Client()
    client.post(reverse("account_login"), {"login": "asa", "password": PASSPHRASE})
    client.post(reverse("account_reauthenticate"), {"password": PASSPHRASE})
    RecoveryCodes.activate(asa)
    return client


def test_there_are_some_and_none_of_what_we_do_not_use() -> None:
    patterns = {route.pattern for route in OURS}
    assert len(patterns) > 25
    assert [pattern for pattern in patterns if re.search(r"social|3rdparty|phone|trust", pattern)] == []


@pytest.mark.parametrize("route", OURS, ids=lambda route: route.pattern)
def test_as_a_stranger_and_as_a_member(member: Client, route: object) -> None:
    path = route.path(MADE_UP)  # type: ignore[attr-defined]  # a Route; the parameter is shown by its pattern
    check(Client(), path)
    check(member, path)
    TOTP.activate(Member.objects.get(), generate_totp_secret())
    if path != reverse("account_logout"):
        check(member, path)


def test_as_somebody_half_way_in(member: Client) -> None:
    asa = Member.objects.get()
    TOTP.activate(asa, generate_totp_secret())
    Authenticator.objects.filter(type="recovery_codes").delete()
    client = Client()
    client.post(reverse("account_login"), {"login": "asa", "password": PASSPHRASE})
    assert check(client, reverse("mfa_authenticate")) == 200
