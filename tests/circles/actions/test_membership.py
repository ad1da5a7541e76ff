from __future__ import annotations

from datetime import timedelta

import pytest

from dugnad.circles.actions.circle import change
from dugnad.circles.actions.invitation import invite
from dugnad.circles.actions.membership import accept_norms, enter, join, leave, take_name
from dugnad.circles.actions.vouch import vouch
from dugnad.circles.enums import Openness, Role, Standing
from dugnad.circles.models import Circle, Invitation, Membership, Vouch
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from tests.cast import NOON, again, make_circle, make_steward


def membership(circle: Circle, member: Member) -> Membership:
    return Membership.objects.get(circle=circle, member=member)


def test_anybody_joins_an_open_circle(alice: Member, charlie: Member) -> None:
    circle = make_circle(alice, openness=Openness.OPEN)
    join(by=charlie, circle=circle, norms=1, at=NOON)
    mine = membership(circle, charlie)
    assert (mine.standing, mine.role, mine.joined_at, mine.norms_accepted) == ("active", "member", NOON, 1)
    assert (mine.act.verb, mine.act.actor, mine.act.cause_id) == ("joined", charlie.person_key, None)


def test_nobody_joins_a_closed_circle_unasked(circle: Circle, charlie: Member) -> None:
    before = Act.objects.count()
    with pytest.raises(Refused, match="by invitation"):
        join(by=charlie, circle=circle, norms=1, at=NOON)
    assert (Act.objects.count(), circle.memberships.count()) == (before, 2)


def test_nobody_accepts_norms_they_did_not_read(alice: Member, charlie: Member) -> None:
    circle = make_circle(alice, openness=Openness.OPEN)
    read = circle.norms_version
    change(by=alice, circle=circle, basis=circle.act_id, norms="Be kind.", at=NOON)
    with pytest.raises(Refused, match="changed while you read"):
        join(by=charlie, circle=circle, norms=read, at=NOON)
    assert circle.memberships.count() == 1


def test_enough_words_open_the_door(circle: Circle, alice: Member, bob: Member, charlie: Member) -> None:
    vouch(by=bob, circle=circle, for_member=charlie, at=NOON)
    with pytest.raises(Refused, match="by invitation"):
        join(by=charlie, circle=circle, norms=1, at=NOON)
    last = vouch(by=alice, circle=circle, for_member=charlie, at=NOON)
    join(by=charlie, circle=circle, norms=1, at=NOON)
    mine = membership(circle, charlie)
    assert (mine.standing, mine.brought_by, mine.act.cause_id) == ("active", bob, last.act_id)
    assert list(Vouch.objects.values_list("fulfilled_at", flat=True)) == [NOON, NOON]


def test_an_empty_circle_is_tended_by_whoever_comes_in(alice: Member, charlie: Member) -> None:
    circle = make_circle(alice, openness=Openness.OPEN)
    leave(by=alice, circle=circle, at=NOON)
    join(by=charlie, circle=circle, norms=1, at=NOON)
    assert membership(circle, charlie).role == Role.STEWARD


def test_leaving_ends_what_they_opened(circle: Circle, bob: Member, charlie: Member) -> None:
    link, _ = invite(by=bob, circle=circle, at=NOON)
    word = vouch(by=bob, circle=circle, for_member=charlie, at=NOON)
    leave(by=bob, circle=circle, at=NOON)
    mine = membership(circle, bob)
    assert (mine.standing, mine.ended_at, mine.act.verb) == (Standing.LEFT, NOON, "left")
    link, word = Invitation.objects.get(pk=link.pk), Vouch.objects.get(pk=word.pk)
    assert (link.revoked_at, link.act.verb, link.act.cause_id) == (NOON, "invitation-revoked", mine.act_id)
    assert (word.withdrawn_at, word.act.verb, word.act.cause_id) == (NOON, "unvouched", mine.act_id)


def test_whoever_left_comes_back_within_days_and_reads_from_then(circle: Circle, bob: Member) -> None:
    leave(by=bob, circle=circle, at=NOON)
    join(by=bob, circle=circle, norms=1, at=NOON + timedelta(days=7))
    assert membership(circle, bob).joined_at == NOON + timedelta(days=7)


def test_later_they_have_to_be_let_in(circle: Circle, bob: Member) -> None:
    leave(by=bob, circle=circle, at=NOON)
    with pytest.raises(Refused, match="by invitation"):
        join(by=bob, circle=circle, norms=1, at=NOON + timedelta(days=7, seconds=1))
    assert membership(circle, bob).standing == Standing.LEFT


def test_the_only_steward_stays_until_there_is_another(circle: Circle, alice: Member, bob: Member) -> None:
    with pytest.raises(Refused, match="only steward"):
        leave(by=alice, circle=circle, at=NOON)
    make_steward(bob, circle)
    leave(by=alice, circle=circle, at=NOON)
    assert membership(circle, alice).standing == Standing.LEFT


def test_nobody_leaves_twice(circle: Circle, bob: Member) -> None:
    leave(by=bob, circle=circle, at=NOON)
    before = Act.objects.count()
    with pytest.raises(Refused, match="Only members"):
        leave(by=again(bob), circle=circle, at=NOON)
    assert Act.objects.count() == before


def test_new_norms_are_accepted_once(circle: Circle, alice: Member, bob: Member) -> None:
    change(by=alice, circle=circle, basis=circle.act_id, norms="Be kind.", at=NOON)
    accept_norms(by=bob, circle=circle, norms=2, at=NOON)
    before = Act.objects.count()
    accept_norms(by=bob, circle=circle, norms=2, at=NOON)
    mine = membership(circle, bob)
    assert (mine.norms_accepted, mine.act.verb, Act.objects.count()) == (2, "norms-accepted", before)


def test_norms_are_for_members_to_accept(circle: Circle, charlie: Member) -> None:
    with pytest.raises(Refused, match="Only members"):
        accept_norms(by=charlie, circle=circle, norms=1, at=NOON)


def test_another_name_is_taken_once(circle: Circle, bob: Member) -> None:
    assert take_name(by=bob, circle=circle, name="  Night   owl ", at=NOON) == "Night owl"
    mine = membership(circle, bob)
    assert (mine.pseudonym, mine.act.verb, mine.act.audience) == ("Night owl", "took-another-name", "private")
    with pytest.raises(Refused, match="already"):
        take_name(by=bob, circle=circle, name="Early bird", at=NOON)


@pytest.mark.parametrize("name", ["Åsa", "ÅSA", "Alice", "  "])
def test_nobody_takes_a_name_that_somebody_goes_by(circle: Circle, alice: Member, bob: Member, name: str) -> None:
    take_name(by=alice, circle=circle, name="åsa", at=NOON)
    before = Act.objects.count()
    with pytest.raises(Refused):
        take_name(by=bob, circle=circle, name=name, at=NOON)
    assert (membership(circle, bob).pseudonym, Act.objects.count()) == ("", before)


def test_whoever_comes_back_has_left_their_role(circle: Circle, alice: Member, bob: Member) -> None:
    make_steward(bob, circle)
    leave(by=bob, circle=circle, at=NOON)
    enter(circle=circle, member=bob, at=NOON)
    assert membership(circle, bob).role == Role.MEMBER
