"""From proposing to carrying out."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dugnad.circles.actions.tending import step_down
from dugnad.circles.models import Circle, Membership
from dugnad.kit.refusal import Refused
from dugnad.ledger.audit import problems
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from dugnad.quorum.actions import pausing
from dugnad.quorum.actions.carrying import carry_out
from dugnad.quorum.actions.clockwork import expire
from dugnad.quorum.actions.keys import give_up
from dugnad.quorum.actions.proposing import withdraw
from dugnad.quorum.enums import State
from dugnad.quorum.models import Pause, Proposal
from tests.cast import NOON, again, make_member, make_steward
from tests.quorum.deciding import LATER, approves, circle_of, key_of, proposed, refusals, stewards_of

pytestmark = pytest.mark.django_db


def days() -> int:
    return Circle.objects.get().retention_days


def test_two_of_three_decide_after_two_days(movement: object) -> None:
    ann, ben, cid = stewards_of(3)
    circle = circle_of(ann, ben, cid)
    made = proposed(ann, circle)
    approves(ann, made)
    approves(ann, made)  # twice is once
    approves(cid, made)
    with pytest.raises(Refused, match="Nobody can make that shorter"):
        carry_out(by=again(ann), proposal=made, at=LATER - timedelta(hours=2))
    carry_out(by=again(ben), proposal=made, at=LATER)
    assert days() == 30
    carried = Act.objects.get(verb="quorum-carried-out")
    assert (carried.amount, carried.cause_id, carried.actor) == (2, made.act_id, ben.person_key)
    assert Act.objects.get(verb="circle-changed").cause_id == carried.pk
    with pytest.raises(Refused, match="not waiting any more"):
        carry_out(by=again(ben), proposal=made, at=LATER)
    assert (refusals(), problems()) == (2, [])


def test_with_one_steward_nothing_is_proposed(circle: Circle, alice: Member) -> None:
    key_of(alice, circle)
    with pytest.raises(Refused, match="elect a second"):
        proposed(alice, circle)
    assert not Proposal.objects.exists()
    assert Act.objects.filter(verb="quorum-not-proposed").count() == 1


def test_the_number_is_that_of_the_day_it_is_done(movement: object) -> None:
    ann, ben, cid, dan = stewards_of(4)
    circle = circle_of(ann, ben, cid, dan)
    made = proposed(ann, circle)
    approves(ann, made)
    approves(ben, made)
    with pytest.raises(Refused, match="One more steward"):
        carry_out(by=again(ann), proposal=made, at=LATER)  # three of four
    step_down(by=again(dan), circle=circle, at=LATER)
    carry_out(by=again(ann), proposal=made, at=LATER)  # two of three
    assert days() == 30


def test_whoever_tends_it_no_more_counts_no_more(movement: object) -> None:
    ann, ben, cid = stewards_of(3)
    circle = circle_of(ann, ben, cid)
    made = proposed(ann, circle)
    approves(ann, made)
    approves(ben, made)
    step_down(by=again(ben), circle=circle, at=NOON)
    with pytest.raises(Refused, match="One more steward"):
        carry_out(by=again(ann), proposal=made, at=LATER)
    approves(cid, made)
    carry_out(by=again(ann), proposal=made, at=LATER)
    assert days() == 30


def test_a_pause_stands_until_she_takes_it_off(movement: object) -> None:
    ann, ben, cid = stewards_of(3)
    circle = circle_of(ann, ben, cid)
    made = proposed(ann, circle)
    approves(ann, made)
    approves(ben, made)
    assert pausing.pause(by=again(cid), proposal=made, at=NOON) == pausing.pause(by=again(cid), proposal=made, at=NOON)
    with pytest.raises(Refused, match="steward2 has paused"):
        carry_out(by=again(ann), proposal=made, at=LATER)
    with pytest.raises(Refused, match="Only whoever paused"):
        pausing.unpause(by=again(ann), proposal=made, at=LATER)
    pausing.unpause(by=again(cid), proposal=made, at=LATER)
    carry_out(by=again(ann), proposal=made, at=LATER)
    assert (days(), problems()) == (30, [])


def test_the_others_take_a_pause_off_together_and_it_stays_off(movement: object) -> None:
    ann, ben, cid = stewards_of(3)
    circle = circle_of(ann, ben, cid)
    made = proposed(ann, circle)
    pause = pausing.pause(by=again(cid), proposal=made, at=NOON)
    lifting = proposed(ann, circle, "lift-pause", pause=pause.pk)
    for one in (made, lifting):
        approves(ann, one)
        approves(ben, one)
    carry_out(by=again(ben), proposal=lifting, at=LATER)
    assert (Pause.objects.get().together, problems()) == (True, [])
    with pytest.raises(Refused, match="Talk with them"):
        pausing.pause(by=again(cid), proposal=made, at=LATER)
    carry_out(by=again(ann), proposal=made, at=LATER)
    assert days() == 30


def test_after_two_weeks_it_is_over(movement: object) -> None:
    ann, ben = stewards_of(2)
    circle = circle_of(ann, ben)
    made = proposed(ann, circle)
    approves(ann, made)
    approves(ben, made)
    end = NOON + timedelta(days=14)
    with pytest.raises(Refused, match="two weeks ago"):
        carry_out(by=again(ann), proposal=made, at=end)
    assert (expire(end - timedelta(seconds=1)), expire(end), expire(end)) == (0, 1, 0)
    assert Proposal.objects.get().state == State.EXPIRED
    assert days() == 90


def test_only_the_proposer_takes_it_back(movement: object) -> None:
    ann, ben = stewards_of(2)
    made = proposed(ann, circle_of(ann, ben))
    with pytest.raises(Refused, match="Only whoever proposed"):
        withdraw(by=again(ben), proposal=made, at=NOON)
    withdraw(by=again(ann), proposal=made, at=NOON)
    with pytest.raises(Refused, match="not waiting any more"):
        approves(ben, made)


def test_a_third_steward(movement: object) -> None:
    ann, ben = stewards_of(2)
    circle = circle_of(ann, ben)
    made = proposed(ann, circle, "add-steward", handle="MONA")
    approves(ann, made)
    approves(ben, made)
    carry_out(by=again(ben), proposal=made, at=LATER)
    assert Membership.objects.get(circle=circle, member__handle="mona").role == "steward"
    with pytest.raises(Refused, match="tend this circle already"):
        proposed(ann, circle, "add-steward", at=LATER, handle="mona")
    with pytest.raises(Refused, match="Nobody of that name"):
        proposed(ann, circle, "add-steward", at=LATER, handle="nobody")


def test_somebody_who_went_and_came_back_is_not_who_was_meant(movement: object) -> None:
    ann, ben = stewards_of(2)
    circle = circle_of(ann, ben)
    made = proposed(ann, circle, "add-steward", handle="mona")
    approves(ann, made)
    approves(ben, made)
    mona = Member.objects.get(handle="mona")
    make_steward(mona, circle)
    key_of(mona, circle)
    step_down(by=again(mona), circle=circle, at=NOON)
    with pytest.raises(Refused, match="not in it any more"):
        carry_out(by=again(ben), proposal=made, at=LATER)
    assert Proposal.objects.get().state == State.OPEN  # nothing of it was done


def test_a_key_that_is_given_up_takes_its_approvals_along(movement: object) -> None:
    ann, ben = stewards_of(2)
    circle = circle_of(ann, ben)
    made = proposed(ann, circle)
    approves(ann, made)
    approves(ben, made)
    give_up(by=again(ben), circle=circle, at=NOON)
    with pytest.raises(Refused, match="One more steward"):
        carry_out(by=again(ann), proposal=made, at=LATER)
    with pytest.raises(Refused, match="no key"):
        approves(ben, made)
    key_of(ben, circle, at=NOON)
    with pytest.raises(Refused, match="Your key is new"):
        approves(ben, made, at=NOON + timedelta(hours=47))
    approves(ben, made, at=LATER)
    carry_out(by=again(ann), proposal=made, at=LATER)
    assert (days(), problems()) == (30, [])


def test_outsiders_and_members_do_none_of_it(movement: object) -> None:
    ann, ben = stewards_of(2)
    circle = circle_of(ann, ben)
    made, mona, eve = proposed(ann, circle), Member.objects.get(handle="mona"), make_member("eve")
    for who in (mona, eve):
        for deed in (carry_out, pausing.pause, pausing.unpause):
            with pytest.raises(Refused, match="Only the stewards"):
                deed(by=again(who), proposal=made, at=LATER)
    assert refusals() == 6
