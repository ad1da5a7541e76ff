"""What a seizure of the database would tell of those who signed in."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse

from dugnad.people.actions.member import arrive
from dugnad.people.browsers import coarse, spoken
from dugnad.people.models import Member
from tests.cast import NOON, PASSPHRASE

pytestmark = pytest.mark.django_db

ADDRESS = "203.0.113.77"
BROWSER = "Mozilla/5.0 (Android 14; Mobile; rv:131.0) Gecko/131.0 Firefox/131.0 CanaryBuild/77"
LONG_NAMES = {
    BROWSER: "Firefox on Android",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1 Version/17.5 Mobile Safari/604.1": (
        "Safari on iPhone"
    ),
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 Edg/126.0": (
        "Edge on Windows"
    ),
    "Mozilla/5.0 (Linux; Android 13; SM-S901B) SamsungBrowser/25.0 Chrome/121.0 Mobile Safari/537.36": (
        "Samsung Internet on Android"
    ),
    "Mozilla/5.0 (X11; CrOS x86_64) Chrome/126.0 Safari/537.36": "Chrome on Chromebook",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/17.5 Safari/605.1": "Safari on Mac",
    "curl/8.4.0": "A browser we do not know",
    "": "A browser we do not know",
    "Lynx (Linux)": "A browser on Linux",
}


@pytest.mark.parametrize("name", LONG_NAMES)
def test_a_word_for_the_browser(name: str) -> None:
    assert spoken(coarse(name)) == LONG_NAMES[name]
    assert coarse(coarse(name)) == coarse(name)


def everything() -> str:
    """Every cell of every table, as text, sessions opened."""
    cells: list[str] = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            cells += [str(value) for row in cursor.fetchall() for value in row]
    cells += [json.dumps(session.get_decoded()) for session in Session.objects.all()]
    return "\n".join(cells)


@pytest.fixture
def asa(movement: object) -> Member:
    return arrive(handle="Åsa", passphrase=PASSPHRASE, at=NOON)


def browser() -> Client:
    return Client(REMOTE_ADDR=ADDRESS, HTTP_USER_AGENT=BROWSER, HTTP_X_FORWARDED_FOR=f"{ADDRESS}, 198.51.100.9")


def test_no_address_and_no_exact_browser(asa: Member) -> None:
    client = browser()
    client.post(reverse("account_login"), {"login": "Åsa", "password": "guess"})
    client.post(reverse("account_login"), {"login": "Åsa", "password": PASSPHRASE})
    # A post that has to wait for "is it you?" is kept in the session, whole.
    waiting = client.post(reverse("account_email"), {"action_add": "", "email": "asa@example.org"})
    assert waiting["Location"].startswith(reverse("account_reauthenticate"))
    kept = everything()
    for trace in (ADDRESS, "198.51.100.9", "CanaryBuild", "Gecko", "rv:131"):
        assert trace not in kept
    assert "Firefox/Android" in kept


def test_mails_tell_no_address_and_no_browser(asa: Member) -> None:
    EmailAddress.objects.create(user=asa, email="asa@example.org", verified=True, primary=True)
    client = browser()
    client.post(reverse("account_login"), {"login": "Åsa", "password": PASSPHRASE})
    fresh = "another lamp in the window"
    client.post(reverse("account_change_password"), {"oldpassword": PASSPHRASE, "password1": fresh, "password2": fresh})
    (sent,) = mail.outbox
    assert sent.subject == "Stand by: Your passphrase was changed"
    assert sent.to == ["asa@example.org"]
    text = str(sent.message())
    assert ADDRESS not in text
    assert "Gecko" not in text
    assert "0.0.0.0" not in text


def test_the_last_visit_is_a_day(asa: Member) -> None:
    browser().post(reverse("account_login"), {"login": "Åsa", "password": PASSPHRASE})
    asa.refresh_from_db()
    assert asa.last_login is not None
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    assert abs((asa.last_login - today).days) <= 1
    assert (asa.last_login.hour, asa.last_login.minute, asa.last_login.second) == (0, 0, 0)
    session = UserSession.objects.get()
    assert (session.created_at.hour, session.last_seen_at.minute, session.ip) == (0, 0, "0.0.0.0")
