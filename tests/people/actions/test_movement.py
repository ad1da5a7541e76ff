from __future__ import annotations

import pytest

from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.people.actions.movement import change
from dugnad.people.models import Member, Movement
from tests.cast import NOON

pytestmark = pytest.mark.django_db


def test_changed_and_recorded_once(alice: Member) -> None:
    Member.objects.filter(pk=alice.pk).update(is_operator=True)
    operator = Member.objects.get(pk=alice.pk)
    for _ in range(2):
        change(by=operator, name=" Hold on ", purpose="We hold on.", open_signup=True, at=NOON)
    movement = Movement.objects.get()
    assert (movement.name, movement.purpose, movement.open_signup) == ("Hold on", "We hold on.", True)
    act = Act.objects.get(verb="movement-changed")
    assert (act.actor, act.at, act.audience) == (operator.person_key, NOON, "movement")


def test_not_by_others(bob: Member) -> None:
    with pytest.raises(Refused, match="keep this movement running"):
        change(by=bob, name="Mine", purpose="", open_signup=True)
    assert Movement.objects.get().name == "Stand by"
    assert not Act.objects.filter(verb="movement-changed").exists()
