from __future__ import annotations

from datetime import timedelta

import pytest

from dugnad.asks.actions import holding
from dugnad.asks.enums import RISES_AFTER, Urgency
from dugnad.asks.jobs import erase_sealed, rise
from dugnad.asks.models import Ask, SealedPart
from dugnad.circles.models import Circle
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from tests.asks.making import make_answer, make_ask
from tests.cast import NOON, again

JUST = timedelta(seconds=1)


@pytest.mark.parametrize("urgency", list(Urgency))
def test_what_nobody_answered_rises_once_and_in_time(circle: Circle, bob: Member, urgency: Urgency) -> None:
    need = make_ask(bob, circle, urgency=urgency)
    late = NOON + RISES_AFTER[urgency]
    assert rise(late - JUST) == 0
    assert rise(late) == 1
    assert rise(late + JUST) == 0
    need.refresh_from_db()
    assert need.rose_at == late
    act = Act.objects.get(verb="rose-to-stewards")
    assert (act.actor, act.object_id, act.cause_id) == ("", need.pk, need.act_id)


def test_what_is_answered_held_or_ended_does_not_rise(circle: Circle, alice: Member, bob: Member) -> None:
    answered, held, closed = (make_ask(bob, circle, urgency=Urgency.NOW) for _ in range(3))
    make_answer(alice, answered)
    holding.take(by=again(alice), ask=held, at=NOON)
    holding.close(by=again(bob), ask=closed, at=NOON)
    assert rise(NOON + timedelta(days=9)) == 0
    assert not Ask.objects.exclude(rose_at=None).exists()


def test_sealed_parts_are_erased_when_their_time_is_over(circle: Circle, bob: Member) -> None:
    make_ask(bob, circle, sealed="Ahmad")
    over = circle.retained_until(NOON)
    assert erase_sealed(over - JUST) == 0
    assert erase_sealed(over) == 1
    assert erase_sealed(over + JUST) == 0
    part = SealedPart.objects.get()
    assert (part.text, part.erased_at) == (None, over)
    assert Act.objects.get(verb="sealed-erased").audience == "private"
