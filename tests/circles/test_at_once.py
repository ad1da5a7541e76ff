"""Several people doing the same at the same moment, each in a transaction of their own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dugnad.circles.actions.application import apply
from dugnad.circles.actions.invitation import accept, invite
from dugnad.circles.actions.membership import enter, leave
from dugnad.circles.actions.tending import step_down
from dugnad.circles.actions.vouch import vouch
from dugnad.circles.enums import Progress, Role, Standing
from dugnad.circles.models import Application, Circle, Invitation, InvitationUse, Membership
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from tests.at_once import at_once
from tests.cast import NOON, again, make_member, make_steward

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_link_for_one_lets_in_one_of_twenty(circle: Circle, alice: Member) -> None:
    crowd = [make_member(f"guest{number}") for number in range(20)]
    invite(by=alice, circle=circle, at=NOON)

    def follow(member: Member) -> Callable[[], object]:
        return lambda: accept(by=member, invitation=Invitation.objects.get(), norms=1, at=NOON)

    results = at_once([follow(member) for member in crowd])
    assert sorted(type(one).__name__ for one in results) == ["Membership"] + ["Refused"] * 19
    assert (circle.memberships.count(), InvitationUse.objects.count()) == (3, 1)
    assert Invitation.objects.get().uses_left == 0
    assert Act.objects.filter(verb="invitation-followed").count() == 1


def test_the_same_person_pressing_twice_comes_in_once(circle: Circle, alice: Member, charlie: Member) -> None:
    invite(by=alice, circle=circle, uses=5, at=NOON)
    results = at_once([lambda: accept(by=again(charlie), invitation=Invitation.objects.get(), norms=1, at=NOON)] * 4)
    assert sorted(type(one).__name__ for one in results) == ["Membership"] + ["Refused"] * 3
    assert (Invitation.objects.get().uses_left, Act.objects.filter(verb="joined", at=NOON).count()) == (4, 1)


def test_two_last_words_at_once_let_in(circle: Circle, alice: Member, bob: Member, charlie: Member) -> None:
    apply(by=charlie, circle=circle, norms=1, at=NOON)
    at_once(
        [
            lambda: vouch(by=again(alice), circle=circle, for_member=charlie, at=NOON),
            lambda: vouch(by=again(bob), circle=circle, for_member=charlie, at=NOON),
        ]
    )
    assert Application.objects.get().progress == Progress.ADMITTED
    assert Membership.objects.get(member=charlie).standing == Standing.ACTIVE


def test_two_stewards_going_at_once_leave_one(circle: Circle, alice: Member, bob: Member) -> None:
    make_steward(bob, circle)
    enter(circle=circle, member=make_member("dora"), at=NOON)
    results = at_once(
        [
            lambda: leave(by=again(alice), circle=circle, at=NOON),
            lambda: step_down(by=again(bob), circle=circle, at=NOON),
        ]
    )
    assert sorted(type(one).__name__ for one in results) == ["NoneType", "Refused"]
    assert Membership.objects.filter(role=Role.STEWARD).count() == 1


def test_applying_twice_at_once_waits_once(circle: Circle, charlie: Member) -> None:
    results = at_once([lambda: apply(by=again(charlie), circle=circle, norms=1, at=NOON)] * 4)
    assert sorted(type(one).__name__ for one in results) == ["Application"] + ["Refused"] * 3
    assert Application.objects.count() == 1
