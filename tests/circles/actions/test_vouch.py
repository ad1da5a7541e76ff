from __future__ import annotations

from datetime import timedelta

import pytest

from dugnad.circles.actions.application import apply
from dugnad.circles.actions.circle import change
from dugnad.circles.actions.invitation import invite
from dugnad.circles.actions.keeping_out import ban, lift
from dugnad.circles.actions.membership import enter
from dugnad.circles.actions.vouch import unvouch, vouch
from dugnad.circles.enums import Openness
from dugnad.circles.models import Circle, Membership, Vouch
from dugnad.circles.rules import forget_stands
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from tests.cast import NOON, again, make_circle, make_member


def membership(circle: Circle, member: Member) -> Membership:
    return Membership.objects.get(circle=circle, member=member)


def test_a_word_is_recorded_between_the_two(circle: Circle, bob: Member, charlie: Member) -> None:
    word = vouch(by=bob, circle=circle, for_member=charlie, words="My neighbour.", at=NOON)
    assert (word.act.verb, word.act.actor, word.act.toward, word.act.audience) == (
        "vouched",
        bob.person_key,
        charlie.person_key,
        "private",
    )
    assert list(Vouch.objects.visible_to(charlie)) == [word]
    assert not Vouch.objects.visible_to(make_member("dora")).exists()


def test_the_last_word_lets_in_those_who_wait(circle: Circle, alice: Member, bob: Member, charlie: Member) -> None:
    asked = apply(by=charlie, circle=circle, norms=1, at=NOON).act_id
    first = vouch(by=bob, circle=circle, for_member=charlie, at=NOON)
    assert (first.act.cause_id, circle.memberships.count()) == (asked, 2)
    last = vouch(by=alice, circle=circle, for_member=charlie, at=NOON)
    mine = membership(circle, charlie)
    assert (mine.standing, mine.brought_by, mine.act.cause_id) == ("active", bob, last.act_id)


def test_as_many_words_as_the_circle_wants(circle: Circle, alice: Member, bob: Member, charlie: Member) -> None:
    change(by=alice, circle=circle, basis=circle.act_id, vouches_needed=3, at=NOON)
    dora = make_member("dora")
    enter(circle=circle, member=dora, at=NOON - timedelta(days=30))
    apply(by=charlie, circle=circle, norms=1, at=NOON)
    for by in (alice, bob):
        vouch(by=by, circle=circle, for_member=charlie, at=NOON)
    assert not circle.memberships.filter(member=charlie).exists()
    vouch(by=dora, circle=circle, for_member=charlie, at=NOON)
    assert circle.memberships.filter(member=charlie).exists()


def test_a_hidden_circle_shows_itself_to_those_it_wants(alice: Member, charlie: Member) -> None:
    circle = make_circle(alice, openness=Openness.HIDDEN)
    assert not Circle.objects.visible_to(charlie).exists()
    word = vouch(by=alice, circle=circle, for_member=charlie, at=NOON)
    assert Circle.objects.visible_to(charlie).get() == circle
    unvouch(by=alice, word=word, at=NOON)
    assert not Circle.objects.visible_to(charlie).exists()


def test_newcomers_wait_before_their_word_counts(circle: Circle, charlie: Member) -> None:
    dora = make_member("dora")
    enter(circle=circle, member=dora, at=NOON)
    with pytest.raises(Refused, match="From 20 December on"):
        vouch(by=dora, circle=circle, for_member=charlie, at=NOON + timedelta(days=29))
    vouch(by=dora, circle=circle, for_member=charlie, at=NOON + timedelta(days=30))
    assert Vouch.objects.count() == 1


def test_stewards_need_not_wait(alice: Member, charlie: Member) -> None:
    young = make_circle(alice, at=NOON)
    assert vouch(by=alice, circle=young, for_member=charlie, at=NOON).by == alice


def test_one_word_each(circle: Circle, bob: Member, charlie: Member) -> None:
    word = vouch(by=bob, circle=circle, for_member=charlie, at=NOON)
    before = Act.objects.count()
    with pytest.raises(Refused, match="already"):
        vouch(by=bob, circle=circle, for_member=charlie, at=NOON)
    assert Act.objects.count() == before
    unvouch(by=bob, word=word, at=NOON)
    with pytest.raises(Refused, match="taken back"):
        unvouch(by=bob, word=word, at=NOON)
    vouch(by=bob, circle=circle, for_member=charlie, at=NOON)


def test_outsiders_vouch_for_nobody(circle: Circle, bob: Member, charlie: Member) -> None:
    with pytest.raises(Refused, match="Only members"):
        vouch(by=charlie, circle=circle, for_member=make_member("dora"), at=NOON)
    word = vouch(by=bob, circle=circle, for_member=charlie, at=NOON)
    with pytest.raises(Refused, match="Only the one"):
        unvouch(by=charlie, word=word, at=NOON)


def test_no_word_for_those_inside_kept_out_or_at_an_open_door(
    circle: Circle, alice: Member, bob: Member, charlie: Member
) -> None:
    with pytest.raises(Refused, match="in this circle already"):
        vouch(by=alice, circle=circle, for_member=bob, at=NOON)
    ban(by=alice, membership=membership(circle, bob), told="No.", at=NOON)
    with pytest.raises(Refused, match="keep bob out"):
        vouch(by=alice, circle=circle, for_member=bob, at=NOON)
    with pytest.raises(Refused, match="open"):
        vouch(by=alice, circle=make_circle(alice, openness=Openness.OPEN), for_member=charlie, at=NOON)
    assert not Vouch.objects.exists()


def test_a_word_rests_after_two_who_came_in_on_it_were_kept_out(circle: Circle, alice: Member, bob: Member) -> None:
    """2 bans in 90 days among those somebody vouched for or brought."""
    dora, erik = make_member("dora"), make_member("erik")
    apply(by=dora, circle=circle, norms=1, at=NOON)
    for by in (alice, bob):
        vouch(by=by, circle=circle, for_member=dora, at=NOON)
    enter(circle=circle, member=erik, brought_by=bob, at=NOON)
    ban(by=alice, membership=membership(circle, dora), told="No.", at=NOON)
    invite(by=bob, circle=circle, at=NOON)
    ban(by=alice, membership=membership(circle, erik), told="No.", at=NOON + timedelta(days=1))
    later = NOON + timedelta(days=2)
    for give in (
        lambda at: invite(by=bob, circle=circle, at=at),
        lambda at: vouch(by=bob, circle=circle, for_member=make_member("fia"), at=at),
    ):
        with pytest.raises(Refused, match="rests until 18 February"):
            give(later)
    assert invite(by=bob, circle=circle, at=NOON + timedelta(days=90))
    forget_stands(alice)
    lift(by=alice, membership=membership(circle, dora), at=later)
    assert invite(by=again(bob), circle=circle, at=later)
