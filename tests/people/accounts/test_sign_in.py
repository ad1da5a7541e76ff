from __future__ import annotations

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import reverse

from dugnad.people.actions.member import arrive
from dugnad.people.models import Member
from tests.cast import NOON, PASSPHRASE, signed_in

pytestmark = pytest.mark.django_db

WRONG = "Handle and passphrase do not fit together. Check both and try again."
LATER = "That was too many tries. Wait a quarter of an hour and try again."


@pytest.fixture
def asa(movement: object) -> Member:
    return arrive(handle="Åsa", passphrase=PASSPHRASE, at=NOON)


def sign_in(client: Client, handle: str = "Åsa", passphrase: str = PASSPHRASE) -> str:
    """The page that comes back; empty when it led on."""
    response = client.post(reverse("account_login"), {"login": handle, "password": passphrase})
    return response.content.decode() if response.status_code == 200 else ""


@pytest.mark.parametrize("handle", ["Åsa", "åsa", " ÅSA ", "A\u030asa"])
def test_by_handle_in_any_case(asa: Member, handle: str) -> None:
    client = Client()
    assert sign_in(client, handle) == ""
    assert client.session[SESSION_KEY] == asa.pk


def test_the_same_words_for_a_wrong_passphrase_and_an_unknown_handle(asa: Member) -> None:
    known, unknown = sign_in(Client(), passphrase="wrong"), sign_in(Client(), "nobody")
    assert WRONG in known
    assert WRONG in unknown
    assert SESSION_KEY not in Client().session


def test_a_new_session_id_at_signing_in(asa: Member) -> None:
    client = Client()
    session = client.session
    session["kept"] = "yes"
    session.save()
    before = session.session_key
    sign_in(client)
    assert client.session.session_key != before
    assert client.session["kept"] == "yes"


def test_back_to_where_one_was_going(asa: Member) -> None:
    client = Client()
    response = client.post(
        reverse("account_login"), {"login": "Åsa", "password": PASSPHRASE, "next": reverse("usersessions_list")}
    )
    assert response["Location"] == reverse("usersessions_list")
    client = Client()
    response = client.post(
        reverse("account_login"), {"login": "Åsa", "password": PASSPHRASE, "next": "https://evil.example/"}
    )
    assert response["Location"] == reverse("today")


def test_a_closed_account_says_so_to_its_owner_only(asa: Member) -> None:
    Member.objects.filter(pk=asa.pk).update(is_active=False)
    response = Client().post(reverse("account_login"), {"login": "Åsa", "password": PASSPHRASE}, follow=True)
    assert "This account is closed" in response.content.decode()
    assert WRONG in sign_in(Client(), passphrase="wrong")


def test_being_closed_ends_the_session_at_once(asa: Member) -> None:
    client = signed_in(asa)
    assert client.get(reverse("usersessions_list")).status_code == 200
    Member.objects.filter(pk=asa.pk).update(is_active=False)
    assert client.get(reverse("usersessions_list"))["Location"].startswith(reverse("account_login"))


def test_guessing_is_stopped_and_says_the_same_for_unknown_handles(asa: Member) -> None:
    for handle in ("åsa", "nobody"):
        pages = [sign_in(Client(), handle, f"guess {number}") for number in range(8)]
        assert [LATER in page for page in pages] == [False] * 5 + [True] * 3
    assert LATER in sign_in(Client())


def test_others_who_guess_badly_keep_nobody_out(asa: Member) -> None:
    known = Client()
    assert sign_in(known) == ""
    known.post(reverse("account_logout"))
    for number in range(8):
        sign_in(Client(), "Åsa", f"guess {number}")
    assert sign_in(known) == ""


def test_a_browser_known_to_one_account_is_a_stranger_to_others(asa: Member) -> None:
    arrive(handle="bo", passphrase=PASSPHRASE, at=NOON)
    known = Client()
    sign_in(known)
    known.post(reverse("account_logout"))
    for number in range(6):
        sign_in(Client(), "bo", f"guess {number}")
    assert LATER in sign_in(known, "bo")


def test_a_forged_cookie_makes_no_known_browser(asa: Member) -> None:
    for number in range(6):
        client = Client()
        client.cookies["known"] = f"nonce{number}.{'0' * 32}~x~y.z~~"
        page = sign_in(client, "Åsa", f"guess {number}")
    assert LATER in page


def test_signing_in_rightly_does_not_count(asa: Member) -> None:
    assert [sign_in(Client()) for _ in range(7)] == [""] * 7


def test_signing_out_wipes_and_needs_a_post(asa: Member) -> None:
    client = signed_in(asa)
    assert client.get(reverse("account_logout")).status_code == 200
    assert SESSION_KEY in client.session
    response = client.post(reverse("account_logout"))
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert SESSION_KEY not in client.session
