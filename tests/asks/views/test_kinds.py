from __future__ import annotations

import pytest
from django.urls import reverse

from dugnad.asks.actions.kinds import add_kind, change_kind
from dugnad.asks.models import Kind
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.people.models import Member, Skill
from tests.asks.making import make_kind
from tests.cast import again, signed_in

FORM = {"name_en": "Shelter", "name_sv": "Tak över huvudet", "position": "3"}


@pytest.fixture
def operator(alice: Member) -> Member:
    Member.objects.filter(pk=alice.pk).update(is_operator=True)
    return again(alice)


def test_a_kind_is_added_and_tied_to_skills(operator: Member) -> None:
    skill = Skill.objects.create(names={"en": "Spare room"})
    client = signed_in(operator)
    assert "No kinds yet" in client.get(reverse("kinds")).content.decode()
    assert client.post(reverse("kinds"), {**FORM, "skills": [skill.pk]}).status_code == 302
    kind = Kind.objects.get()
    assert (kind.pk, kind.names, kind.position, list(kind.skills.all())) == (
        "shelter",
        {"en": "Shelter", "sv": "Tak över huvudet"},
        3,
        [skill],
    )
    assert Act.objects.get(verb="kind-added").object_id == "shelter"
    assert "Spare room" in client.get(reverse("kinds")).content.decode()


def test_a_kind_is_renamed_and_retired_and_keeps_its_id(operator: Member) -> None:
    make_kind()
    client = signed_in(operator)
    at = reverse("kinds") + "?kind=shelter"
    assert "Change “Shelter”" in client.get(at).content.decode()
    client.post(at, {**FORM, "name_en": "A bed", "retired": "on"})
    kind = Kind.objects.get()
    assert (kind.pk, kind.name, kind.retired) == ("shelter", "A bed", True)
    assert "Retired" in client.get(reverse("kinds")).content.decode()


def test_the_same_name_twice_makes_two(operator: Member) -> None:
    for _ in range(2):
        add_kind(by=operator, names={"en": "Shelter"})
    add_kind(by=operator, names={"en": "طعام"})
    assert Kind.objects.count() == 3


def test_what_is_wrong_comes_back(operator: Member) -> None:
    response = signed_in(operator).post(reverse("kinds"), {**FORM, "name_en": "x" * 41})
    assert response.status_code == 422
    assert "x" * 41 in response.content.decode()
    assert signed_in(operator).get(reverse("kinds") + "?kind=nothing").status_code == 404


def test_others_find_nothing(bob: Member) -> None:
    kind = make_kind()
    assert signed_in(bob).get(reverse("kinds")).status_code == 404
    assert signed_in(bob).post(reverse("kinds"), FORM).status_code == 404
    with pytest.raises(Refused):
        add_kind(by=again(bob), names={"en": "Mine"})
    with pytest.raises(Refused):
        change_kind(by=again(bob), kind=kind, names={"en": "Mine"}, skills=[], position=0, retired=False)
    assert Kind.objects.get().name == "Shelter"
