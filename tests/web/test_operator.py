from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from dugnad.ledger.models import Act, Held
from dugnad.people.models import Member, Movement
from tests.cast import make_member, signed_in


@pytest.fixture
def keeper(movement: Movement) -> Member:
    return make_member("keeper", is_operator=True)


@pytest.fixture
def held(keeper: Member) -> Held:
    act = Act.objects.get(verb="arrived", actor=keeper.person_key)
    return Held.objects.create(follower="mirror", act=act, tries=9, next_try_at=None, error="OSError: no room")


def test_shows_health_followers_and_what_is_parked(keeper: Member, held: Held) -> None:
    page = signed_in(keeper).get(reverse("operator")).content.decode()
    assert "OSError: no room" in page
    assert "SQLite" in page or "PostgreSQL" in page


def test_a_parked_act_is_tried_again(keeper: Member, held: Held) -> None:
    response = signed_in(keeper).post(reverse("operator_try_again", args=[held.pk]))
    assert response.status_code == 302
    held.refresh_from_db()
    assert held.next_try_at is not None
    assert signed_in(keeper).post(reverse("operator_try_again", args=[held.pk])).status_code == 409


def test_all_of_one_follower(keeper: Member, held: Held) -> None:
    client = signed_in(keeper)
    assert client.post(reverse("operator_try_all", args=["mirror"])).status_code == 302
    assert client.post(reverse("operator_try_all", args=["mirror"])).status_code == 409


def test_not_there_for_others(alice: Member, held: Held) -> None:
    client = signed_in(alice)
    assert client.get(reverse("operator")).status_code == 404
    assert client.post(reverse("operator_try_again", args=[held.pk])).status_code == 404
    assert Client().get(reverse("operator")).status_code == 302
    held.refresh_from_db()
    assert held.next_try_at is None
