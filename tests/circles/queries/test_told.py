"""What one member may know of what happens at the doors of circles, in words."""

from __future__ import annotations

from datetime import timedelta

from dugnad.circles.actions.application import admit, apply, decline
from dugnad.circles.actions.membership import enter
from dugnad.circles.actions.vouch import unvouch, vouch
from dugnad.circles.enums import Openness
from dugnad.circles.models import Circle, Membership
from dugnad.ledger.models import Act
from dugnad.people.actions.blocks import block
from dugnad.people.models import Member
from dugnad.people.telling import Words, told, words_for
from tests.cast import NOON, again, make_circle, make_member, make_steward


def words(member: Member, verb: str) -> Words | None:
    """What `member` may know of the latest act of this kind."""
    act = Act.objects.filter(verb=verb).latest("id")
    return words_for(again(member), [act]).get(act.pk)


def line(member: Member, verb: str) -> str:
    found = words(member, verb)
    return found.line if found else ""


def test_who_waits_is_told_to_those_who_tend(alice: Member, bob: Member, charlie: Member, circle: Circle) -> None:
    apply(by=again(charlie), circle=circle, norms=circle.norms_version, at=NOON)
    found = words(alice, "applied")
    assert found is not None
    assert (found.line, found.page, found.title) == (
        "charlie would like to come in",
        f"/circles/{circle.pk}/tend/",
        "Skåne",
    )
    assert not found.over
    assert words(bob, "applied") is None
    assert words(charlie, "applied") is None


def test_how_it_was_decided_is_told_to_whoever_waited(
    alice: Member, bob: Member, charlie: Member, circle: Circle
) -> None:
    wish = apply(by=again(charlie), circle=circle, norms=circle.norms_version, at=NOON)
    decline(by=again(alice), application=wish, reply="Come and meet us first.", at=NOON)
    found = words(charlie, "declined")
    assert found is not None
    assert (found.line, found.text) == ("The circle has answered: not now", "Come and meet us first.")
    assert not found.travels
    assert words(bob, "declined") is None
    settled = words(alice, "applied")
    assert settled is None or settled.over


def test_being_let_in(alice: Member, charlie: Member, circle: Circle) -> None:
    wish = apply(by=again(charlie), circle=circle, norms=circle.norms_version, at=NOON)
    admit(by=again(alice), application=wish, at=NOON)
    assert line(charlie, "admitted") == "You are let in. Welcome"
    assert line(alice, "joined") == "charlie has come in"


def test_newcomers_are_told_to_members_only_and_while_they_are_in(
    alice: Member, bob: Member, charlie: Member, circle: Circle
) -> None:
    dora = make_member("dora")
    enter(circle=circle, member=dora, brought_by=bob, at=NOON)
    assert line(bob, "joined") == "dora has come in"
    assert words(charlie, "joined") is None
    Membership.objects.filter(member=dora).update(standing="left", ended_at=NOON)
    assert words(bob, "joined") is None


def test_a_newcomer_one_does_not_meet_is_not_told_of(alice: Member, bob: Member, circle: Circle) -> None:
    dora = make_member("dora")
    enter(circle=circle, member=dora, at=NOON)
    block(by=dora, other=bob, at=NOON)
    assert words(bob, "joined") is None


def test_being_trusted_with_a_circle(alice: Member, bob: Member, circle: Circle) -> None:
    make_steward(bob, circle)
    assert line(bob, "role-changed") == "You are trusted to tend this circle now"


def test_a_word_for_somebody_until_it_is_taken_back(
    alice: Member, bob: Member, charlie: Member, circle: Circle
) -> None:
    word = vouch(by=again(alice), circle=circle, for_member=charlie, at=NOON)
    assert line(charlie, "vouched") == "alice gives their word for you"
    assert words(bob, "vouched") is None
    unvouch(by=again(alice), word=word, at=NOON)
    assert words(charlie, "vouched") is None


def test_a_hidden_circle_is_not_named_to_others(alice: Member, bob: Member, charlie: Member) -> None:
    hidden = make_circle(alice, openness=Openness.HIDDEN, name="Kryptonym")
    enter(circle=hidden, member=bob, brought_by=alice, at=NOON + timedelta(days=1))
    acts = list(Act.objects.filter(circle=hidden.pk))
    assert "Kryptonym" not in str(words_for(again(charlie), acts))
    assert "Kryptonym" in str(words_for(again(alice), acts))


def test_the_table_has_them_all() -> None:
    ours = {entry.verb.code for entry in told() if entry.words.__module__ == "dugnad.circles.queries.told"}
    assert ours == {"applied", "admitted", "declined", "joined", "role-changed", "vouched"}
