"""The authority's ledger, by days counted by hand."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from dugnad.campaigns.actions import phases, replies
from dugnad.campaigns.actions.correspondence import sent
from dugnad.campaigns.enums import ReplyKind, SentKind
from dugnad.campaigns.queries.authority import Account, accounts
from dugnad.circles.models import Circle
from dugnad.people.models import Member
from tests.campaigns.making import make_open, make_target
from tests.cast import NOON, again

pytestmark = pytest.mark.django_db


def day(n: float) -> object:
    return NOON + timedelta(days=n)


def test_a_day_before_on_and_after_it_is_due(circle: Circle, bob: Member) -> None:
    campaign = make_open(bob, circle)
    target = campaign.targets.get()
    assert accounts(campaign, NOON) == [Account(target)]
    sent(target=target, kind=SentKind.LETTER, count=200, at=NOON)
    sent(target=target, kind=SentKind.LETTER, count=14, at=NOON + timedelta(days=2))
    sent(target=target, kind=SentKind.CALL, at=NOON + timedelta(days=1))
    for days, silent, overdue in ((20.9, 20, False), (21, 21, True), (30.5, 30, True)):
        (found,) = accounts(campaign, NOON + timedelta(days=days))
        assert (found.silent_days, found.overdue, found.letters, found.calls) == (silent, overdue, 214, 1)
        assert (found.first_at, found.last_at, found.due_at) == (day(0), day(2), day(21))


def test_what_they_write_counts_when_it_is_shown(circle: Circle, alice: Member, bob: Member) -> None:
    campaign = make_open(bob, circle)
    target, other = campaign.targets.get(), make_target(bob, campaign, name="The minister", respond_within=7)
    phases.deliver(by=again(bob), campaign=campaign, note="On paper.", at=NOON)
    held = replies.take_in(target=target, text="No.", sender="", key="m" * 16, at=NOON + timedelta(days=4))
    assert held
    late = NOON + timedelta(days=30)
    assert [(one.overdue, one.delivered_at) for one in accounts(campaign, late)] == [(True, NOON), (True, NOON)]
    replies.paste(
        by=again(bob), target=other, kind=ReplyKind.ACKNOWLEDGED, text="Got it.", form_key="n" * 16, came_at=late
    )
    replies.publish(by=again(alice), reply=held, kind=ReplyKind.ANSWERED, text="No.", at=late)
    first, second = accounts(campaign, late)
    assert (first.answered_at, first.acknowledged_at, first.silent_days, first.overdue) == (day(4), day(4), None, False)
    assert (second.answered_at, second.acknowledged_at, second.silent_days) == (None, late, 30)
    replies.put_aside(by=again(bob), reply=held)
    assert accounts(campaign, late)[0].answered_at is None


def test_the_silence_of_a_closed_campaign_grows_no_more(circle: Circle, bob: Member) -> None:
    campaign = make_open(bob, circle)
    sent(target=campaign.targets.get(), kind=SentKind.LETTER, at=NOON)
    phases.close(by=again(bob), campaign=campaign, at=NOON + timedelta(days=9))
    assert accounts(campaign, NOON + timedelta(days=300))[0].silent_days == 9


@pytest.mark.parametrize("count", [1, 3])
def test_as_many_questions_for_three_targets_as_for_one(
    circle: Circle, bob: Member, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    campaign = make_open(bob, circle)
    for n in range(count):
        sent(target=make_target(bob, campaign, name=f"Board {n}"), kind=SentKind.LETTER)
    with django_assert_num_queries(3):
        assert len(accounts(campaign, NOON)) == count + 1
