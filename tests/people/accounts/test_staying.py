from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dugnad.people import trust
from dugnad.people.actions.member import arrive
from dugnad.people.models import Member
from dugnad.people.staying import IDLE, IDLE_TRUSTED, LONGEST, STAY
from tests.cast import NOON, PASSPHRASE, signed_in

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def age(client: Client, *, seen: timedelta = timedelta(0), since: timedelta = timedelta(0)) -> None:
    """Make the last visit, or the signing in, lie this far back."""
    session = client.session
    stay = session[STAY]
    stay["seen"] -= int(seen.total_seconds())
    stay["since"] -= int(since.total_seconds())
    session[STAY] = stay
    session.save()


def is_in(client: Client) -> bool:
    return client.get(reverse("usersessions_list")).status_code == 200


def test_a_week_without_a_visit(bob: Member) -> None:
    client = signed_in(bob)
    age(client, seen=IDLE - HOUR, since=IDLE - HOUR)
    assert is_in(client)
    age(client, seen=IDLE + HOUR)
    response = client.get(reverse("usersessions_list"), follow=True)
    assert "You had been away for a while, so we signed you out." in response.content.decode()
    assert SESSION_KEY not in client.session


def test_thirty_days_however_often_one_comes(bob: Member) -> None:
    client = signed_in(bob)
    age(client, since=LONGEST - HOUR)
    assert is_in(client)
    age(client, since=HOUR + HOUR)
    assert not is_in(client)


def test_half_a_day_for_operators(bob: Member) -> None:
    Member.objects.filter(pk=bob.pk).update(is_operator=True)
    client = signed_in(Member.objects.get(pk=bob.pk))
    age(client, seen=IDLE_TRUSTED - HOUR)
    assert is_in(client)
    age(client, seen=IDLE_TRUSTED + HOUR)
    assert not is_in(client)


def test_and_for_whoever_another_app_says(bob: Member, charlie: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trust, "_checks", [])
    trust.register_trust(lambda member: member.handle == "bob")
    trusted, other = signed_in(bob), signed_in(charlie)
    for client in (trusted, other):
        age(client, seen=IDLE_TRUSTED + HOUR)
    assert (is_in(trusted), is_in(other)) == (False, True)


def test_a_visit_is_written_down_once_a_day(bob: Member) -> None:
    client = signed_in(bob)
    age(client, seen=timedelta(hours=23))
    before = client.session[STAY]["seen"]
    assert is_in(client)
    assert client.session[STAY]["seen"] == before
    age(client, seen=timedelta(hours=2))
    assert is_in(client)
    assert client.session[STAY]["seen"] > before


def test_a_session_made_by_hand_is_counted_from_its_first_visit(bob: Member) -> None:
    client = signed_in(bob)
    session = client.session
    del session[STAY]
    session.save()
    assert is_in(client)
    age(client, since=LONGEST + HOUR)
    assert not is_in(client)


def test_times_by_the_members_clocks(bob: Member) -> None:
    Member.objects.filter(pk=bob.pk).update(time_zone="Pacific/Kiritimati")
    signed_in(bob).get(reverse("me"))
    assert timezone.get_current_timezone_name() != "Pacific/Kiritimati"
    Member.objects.filter(pk=bob.pk).update(time_zone="Atlantis/Poseidonis")
    assert signed_in(bob).get(reverse("me")).status_code == 200


@pytest.fixture
def devices(movement: object) -> tuple[Client, Client]:
    """The same member on two devices."""
    arrive(handle="asa", passphrase=PASSPHRASE, at=NOON)
    clients = Client(HTTP_USER_AGENT="Firefox/1 Android"), Client(HTTP_USER_AGENT="Safari/1 iPhone")
    for client in clients:
        client.post(reverse("account_login"), {"login": "asa", "password": PASSPHRASE})
    return clients


def test_all_are_listed_and_any_can_be_ended(devices: tuple[Client, Client]) -> None:
    here, there = devices
    page = here.get(reverse("usersessions_list")).content.decode()
    assert "Firefox on Android" in page
    assert "Safari on iPhone" in page
    other = UserSession.objects.get(user_agent="Safari/iPhone")
    here.post(reverse("me_session_end", args=[other.pk]))
    assert is_in(here)
    assert not is_in(there)


def test_this_one_too(devices: tuple[Client, Client]) -> None:
    here, there = devices
    own = UserSession.objects.get(user_agent="Firefox/Android")
    assert here.post(reverse("me_session_end", args=[own.pk]))["Location"] == reverse("today")
    assert (is_in(here), is_in(there)) == (False, True)


def test_everywhere_else(devices: tuple[Client, Client]) -> None:
    here, there = devices
    here.post(reverse("usersessions_list"))
    assert (is_in(here), is_in(there)) == (True, False)


def test_another_passphrase_ends_the_others(devices: tuple[Client, Client]) -> None:
    here, there = devices
    fresh = "another lamp in the window"
    here.post(reverse("account_change_password"), {"oldpassword": PASSPHRASE, "password1": fresh, "password2": fresh})
    assert (is_in(here), is_in(there)) == (True, False)


def test_nobody_ends_the_sessions_of_others(devices: tuple[Client, Client], bob: Member) -> None:
    stranger, other = Client(), signed_in(bob)
    theirs = UserSession.objects.get(user_agent="Safari/iPhone")
    address = reverse("me_session_end", args=[theirs.pk])
    assert other.post(address).status_code == 404
    assert stranger.post(address)["Location"].startswith(reverse("account_login"))
    assert other.get(address).status_code == 405
    assert is_in(devices[1])
