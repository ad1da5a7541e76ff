from __future__ import annotations

from datetime import timedelta

import pytest

from dugnad.circles.actions import tending
from dugnad.circles.actions.application import apply
from dugnad.circles.actions.circle import change
from dugnad.circles.actions.entrusting import entrust, retain
from dugnad.circles.actions.invitation import invite
from dugnad.circles.actions.keeping_out import ban, lift
from dugnad.circles.actions.membership import enter, join, leave
from dugnad.circles.actions.tending import step_down
from dugnad.circles.actions.vouch import vouch
from dugnad.circles.enums import Openness, Progress, Role, Standing
from dugnad.circles.models import Application, Circle, Invitation, Membership, Vouch
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from tests.cast import LONG_AGO, NOON, again, make_circle, make_member, make_steward


def membership(circle: Circle, member: Member) -> Membership:
    return Membership.objects.get(circle=circle, member=member)


SOON = LONG_AGO + timedelta(days=13)


def test_the_founder_of_a_young_circle_chooses_a_second_steward(circle: Circle, alice: Member, bob: Member) -> None:
    came = membership(circle, bob).act_id
    tending.make_steward(by=alice, membership=membership(circle, bob), at=SOON)
    theirs = membership(circle, bob)
    assert theirs.role == Role.STEWARD
    assert (theirs.act.verb, theirs.act.actor, theirs.act.toward, theirs.act.cause_id) == (
        "role-changed",
        alice.person_key,
        bob.person_key,
        came,
    )
    with pytest.raises(Refused, match="a matter for several"):
        tending.make_steward(by=alice, membership=theirs, at=SOON)


def test_nobody_chooses_a_third_alone_nor_a_second_later(circle: Circle, alice: Member, bob: Member) -> None:
    with pytest.raises(Refused, match="elect a second"):
        tending.make_steward(by=alice, membership=membership(circle, bob), at=LONG_AGO + timedelta(days=14))
    dora = make_member("dora")
    enter(circle=circle, member=dora, at=SOON)
    make_steward(bob, circle, at=SOON)
    with pytest.raises(Refused, match="a matter for several"):
        tending.make_steward(by=alice, membership=membership(circle, dora), at=SOON)
    assert membership(circle, dora).role == Role.MEMBER


def test_without_a_warrant_nobody_is_entrusted(circle: Circle, alice: Member, bob: Member) -> None:
    for warrant in (circle.act, membership(circle, bob).act, Act(pk=0)):
        with pytest.raises(Refused, match="several stewards"):
            entrust(by=alice, membership=membership(circle, bob), warrant=warrant, at=NOON)
        with pytest.raises(Refused, match="several stewards"):
            retain(by=alice, circle=circle, days=700, instead_of=90, warrant=warrant, at=NOON)
    with pytest.raises(Refused, match="a matter for several"):
        change(by=alice, circle=circle, basis=circle.act_id, retention_days=700, at=NOON)
    assert (membership(circle, bob).role, Circle.objects.get().retention_days) == (Role.MEMBER, 90)


def test_a_member_makes_nobody_a_steward(circle: Circle, bob: Member) -> None:
    with pytest.raises(Refused, match="Only the stewards"):
        tending.make_steward(by=bob, membership=membership(circle, bob), at=SOON)
    assert membership(circle, bob).role == Role.MEMBER


def test_stepping_down_leaves_nobody_alone(circle: Circle, alice: Member, bob: Member) -> None:
    with pytest.raises(Refused, match="only steward"):
        step_down(by=alice, circle=circle, at=NOON)
    make_steward(bob, circle)
    step_down(by=alice, circle=circle, at=NOON)
    assert [membership(circle, one).role for one in (alice, bob)] == [Role.MEMBER, Role.STEWARD]
    with pytest.raises(Refused, match="Only the stewards"):
        step_down(by=again(alice), circle=circle, at=NOON)


def test_keeping_out_ends_what_they_opened(circle: Circle, alice: Member, bob: Member, charlie: Member) -> None:
    link, _ = invite(by=bob, circle=circle, at=NOON)
    word = vouch(by=bob, circle=circle, for_member=charlie, at=NOON)
    ban(by=alice, membership=membership(circle, bob), told="You wrote down an address.", at=NOON)
    theirs = membership(circle, bob)
    assert (theirs.standing, theirs.told, theirs.ended_at) == (Standing.BANNED, "You wrote down an address.", NOON)
    assert (theirs.act.verb, theirs.act.toward, theirs.act.audience) == ("banned", bob.person_key, "private")
    assert Invitation.objects.get(pk=link.pk).revoked_at == NOON
    assert Vouch.objects.get(pk=word.pk).withdrawn_at == NOON
    assert Circle.objects.visible_to(again(bob)).get() == circle
    assert not Membership.objects.visible_to(again(bob)).exclude(member=bob).exists()


def test_whoever_left_can_be_kept_out_and_their_wish_is_answered(circle: Circle, alice: Member, bob: Member) -> None:
    leave(by=bob, circle=circle, at=NOON.replace(year=2025))
    apply(by=bob, circle=circle, norms=1, at=NOON)
    ban(by=alice, membership=membership(circle, bob), told="No.", at=NOON)
    application = Application.objects.get()
    assert (application.progress, application.act.verb) == (Progress.DECLINED, "declined")
    assert application.act.cause_id == membership(circle, bob).act_id


def test_one_steward_does_not_keep_out_another(circle: Circle, alice: Member, bob: Member) -> None:
    make_steward(bob, circle)
    before = Act.objects.count()
    with pytest.raises(Refused, match="One steward cannot"):
        ban(by=alice, membership=membership(circle, bob), told="No.", at=NOON)
    assert (membership(circle, bob).standing, Act.objects.count()) == (Standing.ACTIVE, before)


def test_a_member_keeps_nobody_out(circle: Circle, alice: Member, bob: Member) -> None:
    with pytest.raises(Refused, match="Only the stewards"):
        ban(by=bob, membership=membership(circle, alice), told="No.", at=NOON)
    assert membership(circle, alice).standing == Standing.ACTIVE


def test_kept_out_of_an_open_circle_until_it_is_lifted(alice: Member, bob: Member) -> None:
    circle = make_circle(alice, bob, openness=Openness.OPEN)
    ban(by=alice, membership=membership(circle, bob), told="No.", at=NOON)
    with pytest.raises(Refused, match="keep you out"):
        join(by=again(bob), circle=circle, norms=1, at=NOON)
    lift(by=alice, membership=membership(circle, bob), at=NOON)
    assert (membership(circle, bob).standing, membership(circle, bob).told) == (Standing.LEFT, "")
    join(by=again(bob), circle=circle, norms=1, at=NOON)
    assert membership(circle, bob).standing == Standing.ACTIVE


def test_only_what_was_decided_is_lifted(circle: Circle, alice: Member, bob: Member) -> None:
    with pytest.raises(Refused, match="not kept out"):
        lift(by=alice, membership=membership(circle, bob), at=NOON)
    assert membership(circle, bob).standing == Standing.ACTIVE
