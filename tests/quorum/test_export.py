"""The copy of a circle: for the steward who was named, in one browser, within a day."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dugnad.circles.models import Circle, Membership
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from dugnad.quorum.actions.carrying import carry_out
from dugnad.quorum.actions.exporting import take
from tests.cast import again
from tests.quorum.deciding import LATER, approves, circle_of, proposed, stewards_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(movement: object) -> list[Member]:
    return stewards_of(2)


@pytest.fixture
def decided(pair: list[Member]) -> Circle:
    """*steward1* may take it."""
    ann, ben = pair
    circle = circle_of(ann, ben)
    made = proposed(ann, circle, "export", to=Membership.objects.get(circle=circle, member=ben).pk)
    approves(ann, made)
    approves(ben, made)
    carry_out(by=again(ann), proposal=made, at=LATER)
    return circle


def test_the_second_browser_finds_nothing(decided: Circle, pair: list[Member]) -> None:
    ann, ben = pair
    assert take(by=again(ann), circle=decided, session="one", at=LATER) is None  # not the one who was named
    assert take(by=again(ben), circle=decided, session="", at=LATER) is None
    first = take(by=again(ben), circle=decided, session="one", at=LATER)
    assert first is not None
    assert take(by=again(ben), circle=decided, session="two", at=LATER) is None
    assert take(by=again(ben), circle=decided, session="one", at=LATER) == first  # a download that broke off
    assert take(by=again(ben), circle=decided, session="one", at=LATER + timedelta(days=1)) is None
    exported = Act.objects.get(verb="circle-exported")
    assert (exported.actor, exported.cause_id) == (ben.person_key, first.act_id)


def test_after_a_day_it_is_too_late(decided: Circle, pair: list[Member]) -> None:
    assert take(by=again(pair[1]), circle=decided, session="one", at=LATER + timedelta(days=1)) is None
    assert not Act.objects.filter(verb="circle-exported").exists()


def test_whoever_tends_it_no_more_takes_nothing(decided: Circle, pair: list[Member]) -> None:
    Membership.objects.filter(member=pair[1]).update(role="member")
    assert take(by=again(pair[1]), circle=decided, session="one", at=LATER) is None
