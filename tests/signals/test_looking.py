"""What is signalled and what is not; it acts on nothing."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from dugnad.asks.actions.answering import thank
from dugnad.asks.enums import Voice
from dugnad.asks.models import Ask
from dugnad.campaigns.enums import Suspicion, Verdict
from dugnad.campaigns.models import SigningAlarm
from dugnad.circles.actions.membership import enter
from dugnad.circles.models import Circle, Membership
from dugnad.circles.telling import stewards
from dugnad.kit.ids import new_id
from dugnad.ledger.models import Act
from dugnad.ledger.recording import record
from dugnad.ledger.verbs import verb
from dugnad.notify.models import Notice
from dugnad.people.models import Member
from dugnad.signals.actions.looking import forget, look
from dugnad.signals.enums import Kind
from dugnad.signals.finders import joins, posts, signatures, thanks
from dugnad.signals.models import Signal
from tests.asks.making import make_answer, make_ask
from tests.campaigns.making import make_campaign
from tests.cast import LONG_AGO, NOON, again, make_circle, make_member

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def come(circle: Circle, number: int, at: datetime) -> None:
    for each in range(number):
        enter(circle=circle, member=make_member(f"m{each}of{number}at{at:%d}", at=LONG_AGO), at=at)


def posted(circle: Circle, by: Member, times: int, at: datetime) -> None:
    with transaction.atomic():
        for number in range(times):
            record(verb("asked"), by=by, about=new_id(), circle=circle.pk, at=at - number * HOUR / 10)


def test_many_who_come_in_a_day(circle: Circle, alice: Member) -> None:
    come(circle, 8, NOON - HOUR)
    (seen,) = joins.find(NOON)
    assert (seen.circle, seen.kind, seen.found, seen.usual) == (circle.pk, Kind.JOINS, 8, 0.0)


def test_few_and_as_usual_are_not_many(circle: Circle, alice: Member) -> None:
    come(circle, 7, NOON - HOUR)
    assert joins.find(NOON) == []
    for days in range(2, 9):
        come(circle, 11, NOON - days * DAY)
    come(circle, 1, NOON - HOUR)
    assert joins.find(NOON) == []


def test_a_young_circle_grows(alice: Member) -> None:
    come(make_circle(alice, at=NOON - 9 * DAY), 12, NOON - HOUR)
    assert joins.find(NOON) == []


def test_far_more_posts_than_usual(circle: Circle, bob: Member) -> None:
    posted(circle, bob, 29, NOON)
    assert posts.find(NOON) == []
    posted(circle, bob, 1, NOON)
    (seen,) = posts.find(NOON)
    assert (seen.kind, seen.found) == (Kind.POSTS, 30)
    posted(circle, bob, 280, NOON - 2 * DAY)
    assert posts.find(NOON) == []


def thanked(circle: Circle, by: Member, whom: Member, times: int, **facts: Any) -> None:
    need = Ask.objects.filter(author=by).first() or make_ask(by, circle)
    for _ in range(times):
        thank(by=again(by), answer=make_answer(whom, need, **facts), at=NOON)


@pytest.fixture
def crowd(circle: Circle) -> Circle:
    """Three who thank in a round."""
    members = [make_member(name) for name in ("xenia", "yara", "zora")]
    for member in members:
        enter(circle=circle, member=member, at=LONG_AGO)
    for by, whom in zip(members, [*members[1:], members[0]], strict=True):
        thanked(circle, by, whom, 1)
    return circle


def test_two_who_thank_only_each_other(crowd: Circle, alice: Member, bob: Member) -> None:
    for by, whom in ((alice, bob), (bob, alice)):
        thanked(crowd, by, whom, 3)
    (seen,) = thanks.find(NOON)
    assert seen.members == {alice.pk, bob.pk}
    assert thanks.find(NOON + 91 * DAY) == []


def test_what_was_written_under_another_name_tells_nothing(crowd: Circle, alice: Member, bob: Member) -> None:
    thanked(crowd, alice, bob, 3, voice=Voice.PSEUDONYM, pseudonym="Nightingale")
    thanked(crowd, bob, alice, 3)
    assert thanks.find(NOON) == []


def test_one_network_behind_many_signatures(circle: Circle, alice: Member) -> None:
    alarm = SigningAlarm.objects.create(
        campaign=make_campaign(alice, circle), suspicion=Suspicion.NETWORK, about="hash", found=31, raised_at=NOON
    )
    (seen,) = signatures.find(NOON)
    assert (seen.circle, seen.kind, seen.found) == (circle.pk, Kind.NETWORK, 31)
    SigningAlarm.objects.filter(pk=alarm.pk).update(verdict=Verdict.GENUINE)
    assert signatures.find(NOON) == []


def test_it_is_written_down_once_and_does_nothing(circle: Circle, alice: Member) -> None:
    come(circle, 8, NOON - HOUR)
    before = list(Membership.objects.order_by("pk").values())
    acts = Act.objects.count()
    assert look(NOON) == 1
    assert look(NOON) == 0
    assert list(Membership.objects.order_by("pk").values()) == before
    assert Act.objects.count() == acts + 1
    act = Act.objects.get(verb="signalled")
    assert (act.actor, act.amount, act.audience) == ("", 8, "private")
    assert [hearer.member for hearer in stewards([act])] == [alice.pk]
    assert not Notice.objects.exists()


def test_old_ones_are_deleted(circle: Circle) -> None:
    come(circle, 8, NOON - HOUR)
    look(NOON)
    assert forget(NOON + 89 * DAY) == 0
    assert forget(NOON + 90 * DAY) == 1
    assert not Signal.objects.exists()
