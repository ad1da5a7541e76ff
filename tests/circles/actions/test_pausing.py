"""A branch rests: exactly those below it, and nobody is kept out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from dugnad.circles.actions.application import apply
from dugnad.circles.actions.invitation import accept, invite
from dugnad.circles.actions.keeping_out import ban
from dugnad.circles.actions.membership import enter
from dugnad.circles.actions.pausing import pause, resume, review, settle
from dugnad.circles.actions.vouch import vouch
from dugnad.circles.models import Application, Circle, Membership
from dugnad.circles.queries.invitations import by_token
from dugnad.circles.queries.words import rests_until
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.people.models import Member, Movement
from tests.cast import LONG_AGO, NOON, again, make_circle, make_member

SIZE = 8
TREES = st.lists(st.none() | st.integers(0, SIZE - 1), min_size=SIZE, max_size=SIZE)
STEPS = st.lists(st.tuples(st.booleans(), st.integers(0, SIZE - 1)), max_size=12)


def of(circle: Circle, member: Member) -> Membership:
    return Membership.objects.select_related("circle", "member").get(circle=circle, member=member)


def grown(roots: set[str], parents: dict[str, str | None]) -> set[str]:
    """Those below, the slowest way to say it: children of what is there, until there are none."""
    below = set(roots)
    while fresh := {member for member, upper in parents.items() if upper in below} - below:
        below |= fresh
    return below


class TestAnyTree(TestCase):
    """Pausing and letting count again, in any order, in any tree (rings too)."""

    def setUp(self) -> None:
        Movement.objects.create(name="Stand by", set_up_at=LONG_AGO)
        self.alice = make_member("alice")
        self.members = [make_member(f"m{number}") for number in range(SIZE)]
        self.circle = make_circle(self.alice, *self.members)

    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
    @given(TREES, STEPS)
    def test_exactly_those_below_rest(self, brought: list[int | None], steps: list[tuple[bool, int]]) -> None:
        parents = {
            member.pk: None if upper is None else self.members[upper].pk
            for member, upper in zip(self.members, brought, strict=True)
        }
        for member in self.members:
            Membership.objects.filter(circle=self.circle, member=member).update(
                brought_by=parents[member.pk], branch_paused_at=None, resting=False
            )
        paused: set[str] = set()
        for stops, number in steps:
            theirs = of(self.circle, self.members[number])
            if stops == (theirs.member_id in paused):
                continue
            (pause if stops else resume)(by=self.alice, theirs=theirs, at=NOON)
            paused ^= {theirs.member_id}
            resting = Membership.objects.filter(circle=self.circle, resting=True)
            assert set(resting.values_list("member", flat=True)) == grown(paused, parents)
        assert not Membership.objects.exclude(standing="active").exists()


@pytest.fixture
def dora(circle: Circle, bob: Member) -> Member:
    """Brought by bob long ago."""
    dora = make_member("dora")
    enter(circle=circle, member=dora, brought_by=bob, at=LONG_AGO)
    return dora


def test_links_of_the_branch_lead_nowhere_until_it_counts_again(
    circle: Circle, alice: Member, bob: Member, dora: Member
) -> None:
    hers, token = invite(by=dora, circle=circle, at=NOON)
    _, other = invite(by=alice, circle=circle, at=NOON)
    pause(by=alice, theirs=of(circle, bob), at=NOON)
    assert by_token(token, None, NOON) is None
    assert by_token(other, None, NOON) is not None
    for one in (bob, dora):
        with pytest.raises(Refused, match="paused"):
            invite(by=again(one), circle=circle, at=NOON)
    resume(by=alice, theirs=of(circle, bob), at=NOON)
    assert by_token(token, None, NOON) == hers


def test_words_of_the_branch_do_not_count_meanwhile(
    circle: Circle, alice: Member, bob: Member, dora: Member, charlie: Member
) -> None:
    apply(by=charlie, circle=circle, norms=1, at=NOON)
    vouch(by=dora, circle=circle, for_member=charlie, at=NOON)
    pause(by=alice, theirs=of(circle, bob), at=NOON)
    with pytest.raises(Refused, match="paused"):
        vouch(by=again(bob), circle=circle, for_member=charlie, at=NOON)
    vouch(by=alice, circle=circle, for_member=charlie, at=NOON)
    assert Application.objects.get().progress == "waiting"
    eve = make_member("eve")
    enter(circle=circle, member=eve, at=LONG_AGO)
    vouch(by=eve, circle=circle, for_member=charlie, at=NOON)
    assert of(circle, charlie).brought_by == alice


def test_a_carried_link_of_the_branch_lets_nobody_in(
    circle: Circle, alice: Member, bob: Member, charlie: Member
) -> None:
    link, _ = invite(by=bob, circle=circle, at=NOON)
    pause(by=alice, theirs=of(circle, bob), at=NOON)
    with pytest.raises(Refused, match="does not work"):
        accept(by=charlie, invitation=link, norms=1, at=NOON)


def test_it_is_for_stewards_once_and_not_against_one(circle: Circle, alice: Member, bob: Member) -> None:
    with pytest.raises(Refused, match="stewards"):
        pause(by=bob, theirs=of(circle, alice), at=NOON)
    with pytest.raises(Refused, match="one steward cannot"):
        pause(by=alice, theirs=of(circle, alice), at=NOON)
    pause(by=alice, theirs=of(circle, bob), at=NOON)
    with pytest.raises(Refused, match="already"):
        pause(by=alice, theirs=of(circle, bob), at=NOON)
    assert Act.objects.filter(verb="branch-paused").count() == 1


def test_two_kept_out_below_rest_a_word_until_it_is_looked_at(
    circle: Circle, alice: Member, bob: Member, dora: Member
) -> None:
    """`dora` brought them; `bob` brought dora, so it is below him too."""
    for name, days in (("eve", 9), ("finn", 5)):
        member = make_member(name)
        enter(circle=circle, member=member, brought_by=dora, at=NOON - timedelta(days=20))
        ban(by=alice, membership=of(circle, member), told="Threats.", at=NOON - timedelta(days=days))
    assert [rests_until(of(circle, one), NOON) for one in (bob, dora, alice)] == [
        NOON - timedelta(days=9) + timedelta(days=90),
        NOON - timedelta(days=9) + timedelta(days=90),
        None,
    ]
    resting = Act.objects.filter(verb="word-rests", actor="")
    assert {act.toward for act in resting} == {bob.person_key, dora.person_key}
    review(by=alice, theirs=of(circle, bob), at=NOON)
    assert rests_until(of(circle, bob), NOON) is None
    assert rests_until(of(circle, dora), NOON) is not None
    with pytest.raises(Refused, match="already"):
        review(by=alice, theirs=of(circle, bob), at=NOON)


def test_settling_twice_changes_nothing(circle: Circle, alice: Member, bob: Member, dora: Member) -> None:
    pause(by=alice, theirs=of(circle, bob), at=NOON)
    settle(circle)
    assert set(Membership.objects.filter(resting=True).values_list("member", flat=True)) == {bob.pk, dora.pk}
