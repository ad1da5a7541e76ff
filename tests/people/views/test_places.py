from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from dugnad.people.models import Member
from tests.cast import signed_in
from tests.people.world import some_towns

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(bob: Member) -> Client:
    some_towns()
    return signed_in(bob)


def test_choices_while_typing(client: Client) -> None:
    page = client.get(reverse("places"), {"field": "place", "place": "ber"}, headers={"HX-Request": "true"}).content
    text = page.decode()
    assert "<html" not in text
    assert text.count('name="place_id"') == 3
    assert "Berg, Östergötland" in text


def test_a_page_of_its_own_without_scripts(client: Client) -> None:
    page = client.get(reverse("places"), {"q": "lund"}).content.decode()
    assert "<html" in page
    assert "Lund, Skåne" in page
    assert "We know no place of that name." in client.get(reverse("places"), {"q": "Nangijala"}).content.decode()


def test_a_field_by_another_name_is_no_way_in(client: Client) -> None:
    page = client.get(
        reverse("places"), {"field": '"><script>', "q": "lund"}, headers={"HX-Request": "true"}
    ).content.decode()
    assert "<script>" not in page
    assert 'name="q_id"' in page


def test_strangers_look_nothing_up() -> None:
    assert Client().get(reverse("places")).status_code == 302


@pytest.mark.parametrize("typed", ["malm", "lund"])
def test_one_place_or_three_cost_the_same(
    client: Client, typed: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(4):
        client.get(reverse("places"), {"q": typed}, headers={"HX-Request": "true"})
