from __future__ import annotations

import pytest

from dugnad.circles.actions.application import admit, apply
from dugnad.circles.actions.circle import change
from dugnad.circles.actions.invitation import accept, invite
from dugnad.circles.actions.membership import enter
from dugnad.circles.actions.pausing import pause
from dugnad.circles.actions.vouch import vouch
from dugnad.circles.enums import Openness, Progress, Role
from dugnad.circles.guards import unnamed
from dugnad.circles.models import Application, Circle, Membership
from dugnad.circles.warrants import made_up
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from dugnad.protection.actions.marking import mark, name
from dugnad.protection.actions.unmarking import unmark
from dugnad.protection.enums import Whom
from dugnad.protection.queries.circle import facts_of, protection_of
from tests.cast import NOON, again, make_circle, make_member
from tests.protection.making import protected

MORE = {"purpose": "We answer the young."}


def test_a_marked_circle_is_closed_and_takes_three_words(alice: Member, bob: Member) -> None:
    circle = make_circle(alice, bob, openness=Openness.OPEN, vouches_needed=1, retention_days=365)
    mark(by=again(alice), circle=circle, whom=Whom.MINORS, at=NOON)
    now = Circle.objects.get()
    assert (now.openness, now.takes_applications, now.vouches_needed, now.retention_days) == ("closed", False, 3, 90)
    assert facts_of(now).days == 90
    assert unnamed(now)
    assert Act.objects.filter(verb="circle-protected", actor=alice.person_key).count() == 1
    with pytest.raises(Refused, match="already"):
        mark(by=again(alice), circle=now, whom=Whom.MINORS, at=NOON)


def test_only_stewards_mark(circle: Circle, bob: Member, charlie: Member) -> None:
    for somebody in (bob, charlie):
        with pytest.raises(Refused):
            mark(by=again(somebody), circle=circle, whom=Whom.AT_RISK, at=NOON)
    assert protection_of(circle.pk) is None


@pytest.mark.parametrize(
    "facts",
    [{"openness": Openness.OPEN}, {"takes_applications": True}, {"vouches_needed": 2}, {"retention_days": 91}],
)
def test_it_is_not_made_less_of_while_it_is_marked(circle: Circle, alice: Member, facts: dict[str, object]) -> None:
    protected(circle, alice)
    with pytest.raises(Refused):
        change(by=again(alice), circle=circle, basis=circle.act_id, at=NOON, **facts)
    change(by=again(alice), circle=circle, basis=circle.act_id, at=NOON, openness=Openness.HIDDEN, **MORE)
    assert Circle.objects.get().openness == Openness.HIDDEN


def test_only_a_steward_is_named_and_with_a_way_to_reach_them(circle: Circle, alice: Member, bob: Member) -> None:
    with pytest.raises(Refused, match="Protect"):
        name(by=again(alice), circle=circle, steward=alice, reach="0700", at=NOON)
    mark(by=again(alice), circle=circle, whom=Whom.MINORS, at=NOON)
    for who, reach in ((bob, "0700"), (alice, " ")):
        with pytest.raises(Refused):
            name(by=again(alice), circle=circle, steward=who, reach=reach, at=NOON)
    assert facts_of(circle).steward is None
    name(by=again(alice), circle=circle, steward=alice, reach=" 0700, evenings ", at=NOON)
    assert facts_of(circle).steward == alice
    assert protection_of(circle.pk).reach == "0700, evenings"  # type: ignore[union-attr]


def test_whoever_tends_it_no_more_is_not_there_for_safeguarding(circle: Circle, alice: Member) -> None:
    protected(circle, alice)
    Membership.objects.filter(circle=circle, member=alice).update(role=Role.MEMBER)
    assert facts_of(circle).steward is None


def test_three_words_let_somebody_in_and_none_fewer(
    circle: Circle, alice: Member, bob: Member, charlie: Member
) -> None:
    dana = make_member("dana")
    enter(circle=circle, member=dana, at=circle.created_at)
    protected(circle, alice)
    vouch(by=again(bob), circle=circle, for_member=charlie, at=NOON)
    wish = apply(by=again(charlie), circle=circle, norms=circle.norms_version, at=NOON)
    with pytest.raises(Refused, match="2 more words"):
        admit(by=again(alice), application=wish, at=NOON)
    vouch(by=again(dana), circle=circle, for_member=charlie, at=NOON)
    assert not Membership.objects.filter(circle=circle, member=charlie).exists()
    vouch(by=again(alice), circle=circle, for_member=charlie, at=NOON)
    assert Membership.objects.filter(circle=circle, member=charlie, standing="active").exists()


def test_a_word_that_rests_lets_nobody_in(circle: Circle, alice: Member, bob: Member, charlie: Member) -> None:
    dana = make_member("dana")
    theirs = enter(circle=circle, member=dana, at=circle.created_at)
    protected(circle, alice)
    for somebody in (dana, bob):
        vouch(by=again(somebody), circle=circle, for_member=charlie, at=NOON)
    pause(by=again(alice), theirs=theirs, at=NOON)
    wish = apply(by=again(charlie), circle=circle, norms=circle.norms_version, at=NOON)
    vouch(by=again(alice), circle=circle, for_member=charlie, at=NOON)
    with pytest.raises(Refused, match="One more word"):
        admit(by=again(alice), application=wish, at=NOON)
    assert not Membership.objects.filter(circle=circle, member=charlie).exists()


def test_a_young_circle_takes_the_word_of_each(movement: object, alice: Member, bob: Member, charlie: Member) -> None:
    circle = make_circle(alice)
    protected(circle, alice)
    vouch(by=again(alice), circle=circle, for_member=bob, at=NOON)
    wish = apply(by=again(bob), circle=circle, norms=circle.norms_version, at=NOON)
    admit(by=again(alice), application=wish, at=NOON)
    assert Membership.objects.filter(circle=circle, member=bob, standing="active").exists()


def test_a_stewards_link_is_one_word_among_others(circle: Circle, alice: Member, charlie: Member) -> None:
    protected(circle, alice)
    link, _token = invite(by=again(alice), circle=circle, at=NOON)
    waits = accept(by=again(charlie), invitation=link, norms=circle.norms_version, at=NOON)
    assert isinstance(waits, Application)
    assert waits.progress == Progress.WAITING


def test_without_somebody_for_safeguarding_nobody_comes_in(
    circle: Circle, alice: Member, bob: Member, charlie: Member
) -> None:
    mark(by=again(alice), circle=circle, whom=Whom.AT_RISK, at=NOON)
    vouch(by=again(bob), circle=circle, for_member=charlie, at=NOON)
    vouch(by=again(alice), circle=circle, for_member=charlie, at=NOON)
    wish = apply(by=again(charlie), circle=circle, norms=circle.norms_version, at=NOON)
    with pytest.raises(Refused, match="safeguarding"):
        admit(by=again(alice), application=wish, at=NOON)
    name(by=again(alice), circle=circle, steward=alice, reach="0700", at=NOON)
    wish.refresh_from_db()
    admit(by=again(alice), application=wish, at=NOON)
    assert Membership.objects.filter(circle=circle, member=charlie, standing="active").exists()


def test_the_mark_goes_only_on_a_warrant(circle: Circle, alice: Member) -> None:
    protected(circle, alice)
    founded = Act.objects.get(verb="founded")
    with pytest.raises(Refused, match="several stewards"):
        unmark(by=again(alice), circle=circle, warrant=founded, at=NOON)
    assert protection_of(circle.pk) is not None
    with made_up():
        unmark(by=again(alice), circle=circle, warrant=founded, at=NOON)
    assert protection_of(circle.pk) is None
