from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from dugnad.circles.models import Circle
from dugnad.ledger.models import Act, Audience
from dugnad.ledger.recording import OutsideTransaction, record
from tests.cast import NOON
from tests.ledger.making import THANKED, Somebody, make_act


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_recorded() -> None:
    with pytest.raises(OutsideTransaction, match="thanked"):
        record(THANKED, by=Somebody(), about="a")
    assert not Act.objects.exists()


@pytest.mark.django_db
def test_everything_it_was_told() -> None:
    cause = make_act("cause")
    act = record(
        THANKED,
        by=Somebody("by"),
        about="answer",
        circle="circle",
        toward=Somebody("toward"),
        cause=cause.pk,
        amount=3,
        audience=Audience.MOVEMENT,
        at=NOON,
    )
    act.refresh_from_db()
    told = (act.actor, act.verb, act.object_type, act.object_id, act.circle, act.toward, act.cause_id, act.amount)
    assert told == ("by", "thanked", "answer", "answer", "circle", "toward", cause.pk, 3)
    assert (act.at, act.audience) == (NOON, "movement")


@pytest.mark.django_db
def test_the_clock_has_no_person_key() -> None:
    act = record(THANKED, by=None, about="a")
    assert (act.actor, act.toward, act.circle, act.cause_id, act.audience) == ("", "", "", None, "circle")


@pytest.mark.django_db(transaction=True)
def test_gone_with_the_state_it_belongs_to(circle: Circle) -> None:
    before = Act.objects.count()
    with pytest.raises(IntegrityError), transaction.atomic():
        Circle.objects.create(id=circle.pk, act=make_act("c"))
    assert Act.objects.count() == before


@pytest.mark.django_db
def test_one_act_makes_one_row(circle: Circle) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Circle.objects.create(id="other", act_id=circle.act_id, name="Other", purpose="")


@pytest.mark.django_db
def test_no_state_without_an_act(circle: Circle) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Circle.objects.create(id="other", name="Other", purpose="")
