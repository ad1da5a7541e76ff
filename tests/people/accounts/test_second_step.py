from __future__ import annotations

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import reverse

from dugnad.people.actions.member import arrive
from dugnad.people.models import Member
from tests.cast import NOON, PASSPHRASE

pytestmark = pytest.mark.django_db

SECRET = generate_totp_secret()


@pytest.fixture
def asa(movement: object) -> Member:
    return arrive(handle="asa", passphrase=PASSPHRASE, at=NOON)


def code(secret: str = SECRET) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def half_way(passphrase: str = PASSPHRASE) -> Client:
    """Handle and passphrase were right; the second step is asked for."""
    client = Client()
    response = client.post(reverse("account_login"), {"login": "asa", "password": passphrase})
    assert response["Location"] == reverse("mfa_authenticate")
    assert SESSION_KEY not in client.session
    return client


def is_in(client: Client) -> bool:
    return SESSION_KEY in client.session


def test_set_up_and_asked_for(asa: Member) -> None:
    client = Client()
    client.post(reverse("account_login"), {"login": "asa", "password": PASSPHRASE})
    activate = reverse("mfa_activate_totp")
    assert client.get(activate)["Location"].startswith(reverse("account_reauthenticate"))
    client.post(reverse("account_reauthenticate"), {"password": PASSPHRASE})
    page = client.get(activate).content.decode()
    found = re.search(r'class="code">([A-Z2-7]{32})<', page)
    assert found
    assert client.post(activate, {"code": "000000"}).status_code == 200
    assert not Authenticator.objects.exists()
    done = client.post(activate, {"code": code(found[1])})
    assert done["Location"] == reverse("mfa_view_recovery_codes")
    client.post(reverse("account_logout"))
    other = half_way()
    other.post(reverse("mfa_authenticate"), {"code": code(found[1])})
    assert is_in(other)


def test_the_key_is_not_readable_in_the_database(asa: Member) -> None:
    TOTP.activate(asa, SECRET)
    codes = RecoveryCodes.activate(asa)
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert SECRET not in kept
    assert TOTP(Authenticator.objects.get(type="totp")).validate_code(code())
    assert len(codes.get_unused_codes()) == 10


def test_a_code_works_once(asa: Member) -> None:
    TOTP.activate(asa, SECRET)
    said = code()
    first, second = half_way(), half_way()
    first.post(reverse("mfa_authenticate"), {"code": f"{said[:3]} {said[3:]}"})
    page = second.post(reverse("mfa_authenticate"), {"code": said}).content.decode()
    assert is_in(first)
    assert not is_in(second)
    assert "mind that a code works only once" in page


def test_a_recovery_code_opens_once(asa: Member) -> None:
    TOTP.activate(asa, SECRET)
    spare = RecoveryCodes.activate(asa).get_unused_codes()[0]
    first, second = half_way(), half_way()
    for client in (first, second):
        client.post(reverse("mfa_authenticate"), {"code": spare})
    assert (is_in(first), is_in(second)) == (True, False)


def test_guessing_is_stopped_across_browsers(asa: Member) -> None:
    TOTP.activate(asa, SECRET)
    for number in range(5):
        half_way().post(reverse("mfa_authenticate"), {"code": f"00000{number}"})
    client = half_way()
    page = client.post(reverse("mfa_authenticate"), {"code": code()}).content.decode()
    assert "too many tries" in page
    assert not is_in(client)


def test_nothing_without_the_first_step(asa: Member) -> None:
    TOTP.activate(asa, SECRET)
    client = Client()
    assert client.post(reverse("mfa_authenticate"), {"code": code()})["Location"] == reverse("account_login")
    assert not is_in(client)


def test_a_forgotten_passphrase_leads_round_no_second_step(asa: Member) -> None:
    TOTP.activate(asa, SECRET)
    spare = RecoveryCodes.activate(asa).get_unused_codes()[0]
    fresh = "another lamp in the window"
    Client().post(reverse("account_recover"), {"handle": "asa", "code": spare, "password1": fresh, "password2": fresh})
    half_way(fresh)


def test_stopping_half_way(asa: Member) -> None:
    TOTP.activate(asa, SECRET)
    client = half_way()
    client.post(reverse("account_logout"), {"next": reverse("account_login")})
    assert "Forgotten your passphrase?" in client.get(reverse("account_login")).content.decode()


def test_switching_it_off_asks_who_it_is(asa: Member) -> None:
    TOTP.activate(asa, SECRET)
    client = half_way()
    client.post(reverse("mfa_authenticate"), {"code": code()})
    off = reverse("mfa_deactivate_totp")
    assert client.post(off)["Location"].startswith(reverse("account_reauthenticate"))
    assert Authenticator.objects.filter(type="totp").exists()
    client.post(reverse("account_reauthenticate"), {"password": PASSPHRASE})
    client.post(off)
    assert not Authenticator.objects.filter(type="totp").exists()
