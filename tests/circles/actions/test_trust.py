"""Levels are gained by days and words, and lost."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dugnad.circles.actions.keeping_out import ban
from dugnad.circles.actions.membership import enter
from dugnad.circles.actions.trust import lose_trust
from dugnad.circles.actions.vouch import stand_by, unvouch, vouch
from dugnad.circles.enums import Level, Openness
from dugnad.circles.models import Circle, Membership, Vouch
from dugnad.circles.queries.trust import trust
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from tests.cast import NOON, again, make_circle, make_member

DAY = timedelta(days=1)


def level(circle: Circle, member: Member, days: int) -> Level:
    return trust(Membership.objects.get(circle=circle, member=member), NOON + days * DAY).level


@pytest.fixture
def dora(circle: Circle, bob: Member) -> Member:
    """Brought by bob at noon."""
    dora = make_member("dora")
    enter(circle=circle, member=dora, brought_by=bob, at=NOON)
    return dora


def test_from_new_to_trusted(circle: Circle, alice: Member, dora: Member) -> None:
    assert [level(circle, dora, days) for days in (0, 29, 30, 70)] == [Level.NEW, Level.NEW, Level.KNOWN, Level.KNOWN]
    theirs = Membership.objects.get(circle=circle, member=dora)
    stand_by(by=alice, theirs=theirs, words="Was there each night.", at=NOON)
    assert [level(circle, dora, days) for days in (29, 69, 70)] == [Level.NEW, Level.KNOWN, Level.TRUSTED]


def test_a_word_taken_back_is_trust_lost(circle: Circle, alice: Member, bob: Member, charlie: Member) -> None:
    words = [vouch(by=one, circle=circle, for_member=charlie, at=NOON) for one in (alice, bob)]
    enter(circle=circle, member=charlie, brought_by=alice, at=NOON)
    assert level(circle, charlie, 70) == Level.TRUSTED
    unvouch(by=bob, word=words[1], at=NOON)
    assert level(circle, charlie, 70) == Level.KNOWN
    unvouch(by=alice, word=words[0], at=NOON)
    assert level(circle, charlie, 70) == Level.NEW
    enter(circle=circle, member=(eve := make_member("eve")), at=NOON)
    with pytest.raises(Refused, match="were taken back"):
        vouch(by=charlie, circle=circle, for_member=make_member("finn"), at=NOON + 70 * DAY)
    stand_by(by=bob, theirs=Membership.objects.get(circle=circle, member=charlie), at=NOON)
    assert level(circle, charlie, 70) == Level.KNOWN
    assert level(circle, eve, 70) == Level.KNOWN


def test_the_word_of_somebody_kept_out_stands_no_more(circle: Circle, alice: Member, bob: Member, dora: Member) -> None:
    assert level(circle, dora, 30) == Level.KNOWN
    ban(by=alice, membership=Membership.objects.get(circle=circle, member=bob), told="Threats.", at=NOON)
    assert level(circle, dora, 30) == Level.NEW


def test_a_decision_begins_the_days_anew(circle: Circle, alice: Member, bob: Member) -> None:
    assert level(circle, bob, 0) == Level.TRUSTED
    theirs = Membership.objects.get(circle=circle, member=bob)
    lose_trust(by=alice, theirs=theirs, told="You shared a name.", cause=theirs.act_id, at=NOON)
    assert [level(circle, bob, days) for days in (0, 29, 30)] == [Level.NEW, Level.NEW, Level.KNOWN]
    act = Act.objects.get(verb="trust-lost")
    assert (act.toward, act.cause_id, act.audience) == (bob.person_key, theirs.act_id, "private")


def test_nobody_outside_loses_what_they_do_not_have(circle: Circle, alice: Member, bob: Member) -> None:
    theirs = Membership.objects.get(circle=circle, member=bob)
    ban(by=alice, membership=theirs, told="Threats.", at=NOON)
    with pytest.raises(Refused, match="not in this circle"):
        lose_trust(by=alice, theirs=theirs, at=NOON)


def test_founders_of_a_young_circle_bring_people_at_once(alice: Member, bob: Member, charlie: Member) -> None:
    young = make_circle(alice, bob, at=NOON)
    assert vouch(by=bob, circle=young, for_member=charlie, at=NOON)
    assert level(young, bob, 70) == Level.TRUSTED


def test_an_open_circle_is_not_young(alice: Member, bob: Member) -> None:
    young = make_circle(alice, bob, openness=Openness.OPEN, at=NOON)
    assert [level(young, bob, days) for days in (0, 30)] == [Level.NEW, Level.KNOWN]


def test_a_second_word_oneself_and_newcomers(circle: Circle, alice: Member, bob: Member, dora: Member) -> None:
    theirs = Membership.objects.get(circle=circle, member=dora)
    stand_by(by=alice, theirs=theirs, at=NOON)
    for by, member in ((alice, dora), (bob, dora)):
        with pytest.raises(Refused, match="already"):
            stand_by(by=by, theirs=Membership.objects.get(circle=circle, member=member), at=NOON)
    with pytest.raises(Refused, match="new here"):
        stand_by(by=again(dora), theirs=Membership.objects.get(circle=circle, member=bob), at=NOON)
    with pytest.raises(Refused, match="themselves"):
        stand_by(by=bob, theirs=Membership.objects.get(circle=circle, member=bob), at=NOON)
    assert Vouch.objects.filter(for_member=dora).count() == 1


def test_a_word_for_somebody_inside_is_no_way_in_elsewhere(circle: Circle, alice: Member, dora: Member) -> None:
    word = stand_by(by=alice, theirs=Membership.objects.get(circle=circle, member=dora), at=NOON)
    assert (word.fulfilled_at, word.withdrawn_at) == (NOON, None)
