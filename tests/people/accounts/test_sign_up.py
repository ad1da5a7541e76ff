from __future__ import annotations

import pytest
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse

from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.people import doors
from dugnad.people.actions.member import arrive
from dugnad.people.doors import Door
from dugnad.people.models import Member, Movement
from tests.cast import PASSPHRASE, signed_in

pytestmark = pytest.mark.django_db

ADDRESS = "/account/signup/"


@pytest.fixture
def open_movement(movement: Movement) -> Movement:
    movement.open_signup = True
    movement.save()
    return movement


@pytest.fixture
def invited(bob: Member, monkeypatch: pytest.MonkeyPatch) -> Client:
    """A visitor who opened bob's link; it works for the word "good" only."""

    def carried(request: HttpRequest) -> Door | None:
        word = request.session.get("invitation")
        return Door(word == "good", "Skåne", "/invited/good/", bob) if word else None

    monkeypatch.setattr(doors, "_checks", [carried])
    client = Client()
    session = client.session
    session["invitation"] = "good"
    session.save()
    client.cookies["sessionid"] = session.session_key or ""
    return client


def sign_up(client: Client, handle: str = "nadia", passphrase: str = PASSPHRASE) -> str:
    """Where it leads, or the page that comes back."""
    response = client.post(ADDRESS, {"username": handle, "password1": passphrase})
    return response.content.decode() if response.status_code == 200 else response["Location"]


def test_where_anybody_may(open_movement: Movement) -> None:
    client = Client()
    assert sign_up(client, "Nadia") == reverse("today")
    member = Member.objects.get(handle="Nadia")
    assert client.session[SESSION_KEY] == member.pk
    assert member.check_password(PASSPHRASE)
    act = Act.objects.get(actor=member.person_key)
    assert (act.verb, act.object_id, act.toward, act.audience) == ("arrived", member.person_key, "", "movement")


def test_closed_by_default_and_says_how_one_comes_in(movement: Movement) -> None:
    for page in (Client().get(ADDRESS).content.decode(), sign_up(Client())):
        assert "You come in by invitation" in page
    assert not Member.objects.filter(handle="nadia").exists()


def test_with_an_invitation(invited: Client, bob: Member) -> None:
    assert "bob invited you to Skåne." in invited.get(ADDRESS).content.decode()
    assert sign_up(invited) == "/invited/good/"
    member = Member.objects.get(handle="nadia")
    assert Act.objects.get(actor=member.person_key).toward == bob.person_key
    assert invited.session["invitation"] == "good"


def test_an_invitation_that_ran_out_opens_nothing(invited: Client) -> None:
    session = invited.session
    session["invitation"] = "old"
    session.save()
    assert "You come in by invitation" in sign_up(invited)


def test_an_old_invitation_does_not_stand_in_an_open_door(invited: Client, open_movement: Movement) -> None:
    session = invited.session
    session["invitation"] = "old"
    session.save()
    assert sign_up(invited) == reverse("today")
    assert Act.objects.get(actor=Member.objects.get(handle="nadia").person_key).toward == ""


@pytest.mark.parametrize("handle", ["نادية", "Ævar", "Ж", "李明", "j-o", "a.b_c", "2maja", "Søren1"])
def test_handles_of_all_alphabets(open_movement: Movement, handle: str) -> None:
    made = sign_up(Client(), handle) == reverse("today")
    assert made == (len(handle) > 1)


@pytest.mark.parametrize(
    ("handle", "reason"),
    [
        ("n", "A handle has between 2 and 40 letters."),
        ("n" * 41, "40"),
        ("na dia", "No spaces."),
        ("_nadia", "A handle has letters and digits"),
        ("nadia.", "A handle has letters and digits"),
        ("na/dia", "A handle has letters and digits"),
        ("na@dia", "A handle has letters and digits"),
        ("n\u0430dia", "This mixes alphabets whose letters look the same"),
        ("na\u200bdia", "A handle has letters and digits"),
        ("", "Please fill this in."),
    ],
)
def test_what_no_handle_is(open_movement: Movement, handle: str, reason: str) -> None:
    page = sign_up(Client(), handle)
    assert reason in page
    assert not Member.objects.exists()


def test_a_handle_that_is_taken_in_another_case_comes_with_free_ones(open_movement: Movement) -> None:
    for handle in ("Åsa", "åsa3"):
        sign_up(Client(), handle)
    page = sign_up(Client(), "ÅSA")
    assert "Somebody here is already called ÅSA. These are free: ÅSA2, ÅSA4, ÅSA5." in page
    assert 'value="ÅSA"' in page


def test_taken_between_looking_and_writing(open_movement: Movement) -> None:
    arrive(handle="Åsa", passphrase=None)
    before = Act.objects.count()
    with pytest.raises(Refused, match="already called"):
        arrive(handle="åsa", passphrase=None)
    assert Act.objects.count() == before


@pytest.mark.parametrize(
    ("passphrase", "reason"),
    [
        ("short", "This is too short: at least 8 characters."),
        ("password", "Too many people use this one"),
        ("nadianad", "This is too much like your handle"),
        ("", "Please fill this in."),
    ],
)
def test_what_no_passphrase_is(open_movement: Movement, passphrase: str, reason: str) -> None:
    page = sign_up(Client(), passphrase=passphrase)
    assert reason in page
    assert 'value="nadia"' in page
    assert not Member.objects.exists()


def test_a_long_passphrase_is_kept_whole(open_movement: Movement) -> None:
    long = " x" * 64
    sign_up(Client(), passphrase=long)
    assert Member.objects.get().check_password(long)


def test_more_fields_than_there_are_change_nothing(open_movement: Movement) -> None:
    Client().post(ADDRESS, {"username": "nadia", "password1": PASSPHRASE, "is_operator": "on", "email": "a@b.se"})
    member = Member.objects.get()
    assert (member.is_operator, member.email) == (False, "")


def test_whoever_is_in_goes_on(open_movement: Movement, bob: Member) -> None:
    client = signed_in(bob)
    assert client.get(ADDRESS)["Location"] == reverse("today")
    assert client.get(reverse("signup_passkey"))["Location"] == reverse("today")


def test_the_passkey_page_asks_for_a_handle_first_and_makes_nobody(open_movement: Movement) -> None:
    client = Client()
    assert "First your handle" in client.get(reverse("signup_passkey")).content.decode()
    page = client.post(reverse("signup_passkey"), {"handle": "nadia"}).content.decode()
    assert "You will be <strong>nadia</strong>" in page
    assert '"residentKey": "required"' in page
    forged = client.post(reverse("signup_passkey"), {"credential": "{}"})
    assert forged.status_code == 422
    assert client.post(reverse("signup_passkey"), {"credential": "nonsense"}).status_code == 422
    assert not Member.objects.exists()
    assert SESSION_KEY not in client.session


def test_a_credential_without_a_handle_asked_for_is_nothing(open_movement: Movement) -> None:
    assert Client().post(reverse("signup_passkey"), {"credential": "{}"}).status_code == 422
    assert not Member.objects.exists()


def test_the_passkey_page_is_closed_with_the_other(movement: Movement) -> None:
    assert "You come in by invitation" in Client().get(reverse("signup_passkey")).content.decode()


def test_a_flood_of_accounts_is_slowed(open_movement: Movement) -> None:
    codes = [Client().post(reverse("signup_passkey"), {"handle": f"nadia{n}"}).status_code for n in range(61)]
    assert codes == [200] * 60 + [429]
