from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from dugnad.people.actions.skills import add
from dugnad.people.models import Member, Movement, Skill
from tests.cast import again, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(alice: Member) -> Member:
    Member.objects.filter(pk=alice.pk).update(is_operator=True)
    return again(alice)


@pytest.fixture
def law(operator: Member) -> Skill:
    return add(by=operator, names={"en": "Law", "sv": "Juridik"})


def test_for_operators_only(bob: Member, law: Skill) -> None:
    for address in (
        reverse("movement"),
        reverse("movement_skills"),
        reverse("movement_skill", args=[law.pk]),
        reverse("movement_skill_turn", args=[law.pk]),
    ):
        assert Client().post(address)["Location"].startswith(reverse("account_login"))
        assert (
            signed_in(bob).post(address, {"name": "Mine", "name_en": "Mine", "own-name_en": "Mine"}).status_code == 404
        )
    law.refresh_from_db()
    assert (law.retired, law.name, Skill.objects.count(), Movement.objects.get().name) == (False, "Law", 1, "Stand by")


def test_name_purpose_and_the_door(operator: Member) -> None:
    client = signed_in(operator)
    page = client.get(reverse("movement")).content.decode()
    assert 'value="Stand by"' in page
    client.post(reverse("movement"), {"name": "Hold on", "purpose": "We hold on.", "open_signup": "on"})
    movement = Movement.objects.get()
    assert (movement.name, movement.purpose, movement.open_signup) == ("Hold on", "We hold on.", True)
    response = client.post(reverse("movement"), {"name": "", "purpose": "Kept words."})
    assert response.status_code == 422
    assert "Kept words." in response.content.decode()
    assert Movement.objects.get().name == "Hold on"


def test_a_skill_at_the_top_and_one_under_it(operator: Member, law: Skill) -> None:
    client = signed_in(operator)
    client.post(reverse("movement_skills"), {"name_en": "Care", "name_sv": "Vård"})
    client.post(
        reverse("movement_skill", args=[law.pk]), {"under": "1", "new-name_en": "Lawyer", "new-is_profession": "on"}
    )
    page = client.get(reverse("movement_skills")).content.decode()
    assert page.index("Care") < page.index("Law<") < page.index("Lawyer")
    assert Skill.objects.get(names__en="Lawyer").parent == law


def test_renamed_in_each_language(operator: Member, law: Skill) -> None:
    client = signed_in(operator)
    address = reverse("movement_skill", args=[law.pk])
    assert 'value="Juridik"' in client.get(address).content.decode()
    client.post(address, {"own-name_en": "Law and rights", "own-name_sv": "Juridik och rätt"})
    law.refresh_from_db()
    assert law.names == {"en": "Law and rights", "sv": "Juridik och rätt"}


def test_without_a_name_it_comes_back(operator: Member, law: Skill) -> None:
    client = signed_in(operator)
    for address, data in (
        (reverse("movement_skills"), {"name_en": " "}),
        (reverse("movement_skill", args=[law.pk]), {"own-name_en": ""}),
        (reverse("movement_skill", args=[law.pk]), {"under": "1", "new-name_en": ""}),
    ):
        response = client.post(address, data)
        assert response.status_code == 422
        assert "A skill needs a name" in response.content.decode()
    assert Skill.objects.get().name == "Law"


def test_retired_and_brought_back(operator: Member, law: Skill) -> None:
    client = signed_in(operator)
    turn = reverse("movement_skill_turn", args=[law.pk])
    assert client.get(turn).status_code == 405
    client.post(turn)
    assert "retired" in client.get(reverse("movement_skills")).content.decode()
    assert client.post(turn).status_code == 409
    client.post(turn, {"back": ""})
    law.refresh_from_db()
    assert law.retired is False


def test_an_unknown_skill(operator: Member) -> None:
    assert signed_in(operator).get(reverse("movement_skill", args=["nowhere"])).status_code == 404


@pytest.mark.parametrize("many", [1, 3])
def test_the_tree_costs_the_same_however_large(
    operator: Member, many: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(many):
        add(by=operator, names={"en": f"Skill {number}"})
    client = signed_in(operator)
    with django_assert_num_queries(4):
        client.get(reverse("movement_skills"))
