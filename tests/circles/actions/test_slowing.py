"""A circle is slowed by its stewards, and by itself."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import transaction

from dugnad.circles.actions.slowing import set_pace, slow_down, usual
from dugnad.circles.models import Circle
from dugnad.circles.slowness import pace
from dugnad.kit.ids import new_id
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.ledger.recording import record
from dugnad.ledger.verbs import verb as the_verb
from dugnad.people.models import Member
from tests.cast import NOON

HOUR = timedelta(hours=1)


def posted(circle: Circle, by: Member, times: int, at: datetime, *, over: timedelta = timedelta(minutes=9)) -> None:
    with transaction.atomic():
        for number in range(times):
            record(the_verb("asked"), by=by, about=new_id(), circle=circle.pk, at=at - over * number / times)


def now_slow(circle: Circle, at: datetime) -> int:
    circle.refresh_from_db()
    return pace(circle, at)


def test_far_more_than_usual_slows_for_an_hour(circle: Circle, bob: Member) -> None:
    posted(circle, bob, 20, NOON)
    assert slow_down(NOON) == 1
    assert [now_slow(circle, NOON + later) for later in (HOUR / 2, HOUR)] == [60, 0]
    assert slow_down(NOON) == 0
    act = Act.objects.get(verb="circle-slowed")
    assert (act.actor, act.amount) == ("", 60)


def test_few_posts_are_never_much(circle: Circle, bob: Member) -> None:
    posted(circle, bob, 19, NOON)
    assert slow_down(NOON) == 0


def test_a_circle_that_is_always_lively_is_not_slowed(circle: Circle, bob: Member) -> None:
    """48 an hour are 8 in ten minutes: 24 are three times that, 25 are more."""
    for day in (1, 2, 3):
        posted(circle, bob, 48, NOON - timedelta(days=day) + timedelta(minutes=50), over=timedelta(minutes=45))
    assert usual(circle.pk, NOON) == 8.0
    posted(circle, bob, 24, NOON)
    assert slow_down(NOON) == 0
    posted(circle, bob, 1, NOON)
    assert slow_down(NOON) == 1


def test_a_steward_ends_it_and_it_stays_ended(circle: Circle, alice: Member, bob: Member) -> None:
    posted(circle, bob, 30, NOON)
    slow_down(NOON)
    set_pace(by=alice, circle=circle, seconds=0, at=NOON)
    assert now_slow(circle, NOON) == 0
    assert slow_down(NOON + timedelta(minutes=1)) == 0


def test_the_slower_of_both_holds(circle: Circle, alice: Member, bob: Member) -> None:
    set_pace(by=alice, circle=circle, seconds=300, at=NOON - 2 * HOUR)
    posted(circle, bob, 30, NOON)
    slow_down(NOON)
    assert now_slow(circle, NOON) == 300


def test_it_is_for_stewards_and_by_steps(circle: Circle, alice: Member, bob: Member) -> None:
    with pytest.raises(Refused, match="stewards"):
        set_pace(by=bob, circle=circle, seconds=60, at=NOON)
    with pytest.raises(Refused, match="steps"):
        set_pace(by=alice, circle=circle, seconds=61, at=NOON)
    assert now_slow(circle, NOON) == 0
