"""From the call to the result."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256

import pytest

from dugnad.circles.actions.membership import enter, leave
from dugnad.circles.models import Circle, Membership
from dugnad.elections.actions.closing import close
from dugnad.elections.actions.opening import call
from dugnad.elections.actions.standing import propose, stand, stand_down
from dugnad.elections.actions.voting import opened, vote
from dugnad.elections.enums import Phase, Reason
from dugnad.elections.models import Ballot, Candidate, Election, Outcome, Term
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act, Audience
from dugnad.methods.approval import lot
from dugnad.people.models import Member
from tests.cast import NOON, again, make_member
from tests.elections.making import OVER, VOTING, called, counted, crowd, stands, tending, votes

DAY = timedelta(days=1)


def test_from_the_call_to_the_result(movement: object) -> None:
    circle, people = crowd(5)
    election = called(circle, people[0], seats=2)
    assert [election.phase(at) for at in (NOON, VOTING, OVER)] == [Phase.STANDING, Phase.VOTING, Phase.COUNTING]
    one, two, three = stands(election, *people[1:4])
    votes(election, {people[0]: [one, two], people[1]: [one], people[2]: [one, two], people[3]: [two, three]})
    election = counted(election)
    assert election.phase(OVER) == Phase.CLOSED
    assert (election.voters, election.electorate) == (4, 5)
    rows = Outcome.objects.filter(election=election).order_by("place")
    assert {row.member.handle: (row.approvals, row.elected) for row in rows if row.member} == {
        "person1": (3, True), "person2": (3, True), "person3": (1, False),
    }  # fmt: skip
    assert tending(circle) == {"person1", "person2"}
    assert Term.objects.get(circle=circle).ends_at.date() == (OVER + timedelta(days=365)).date()


def test_what_the_ledger_says_and_does_not(movement: object) -> None:
    circle, people = crowd(4)
    election = called(circle, people[0])
    (one,) = stands(election, people[1])
    votes(election, {people[2]: [one], people[3]: [one]})
    votes(election, {people[2]: []})
    counted(election)
    acts = Act.objects.filter(circle=circle.pk, at__gte=NOON).order_by("pk")
    told = [(act.verb, act.amount) for act in acts if act.verb != "role-changed"]
    assert told == [
        ("election-opened", 3), ("candidate-stood", None), ("voted", None), ("voted", None), ("election-closed", 2),
    ]  # fmt: skip
    voting = acts.filter(verb="voted")
    assert {act.audience for act in voting} == {Audience.PRIVATE}
    assert {(act.toward, act.amount, act.object_id) for act in voting} == {("", None, election.pk)}


def test_who_was_elected_is_a_warrant_and_the_others_are_members_again(movement: object) -> None:
    circle, people = crowd(3)
    election = called(circle, people[0])
    (one,) = stands(election, people[1])
    votes(election, {people[1]: [one], people[2]: [one]})
    counted(election)
    assert tending(circle) == {"person1"}
    closing = Act.objects.get(verb="election-closed")
    elected = Act.objects.get(verb="elected")
    assert (elected.cause_id, elected.toward, elected.amount) == (closing.pk, people[1].person_key, 2)
    roles = Act.objects.filter(verb="role-changed").order_by("pk")
    assert [(act.cause_id, act.toward, act.actor) for act in roles] == [
        (elected.pk, people[1].person_key, ""), (closing.pk, people[0].person_key, ""),
    ]  # fmt: skip


def test_a_vote_is_kept_locked_while_it_is_open_and_nowhere_afterwards(movement: object) -> None:
    circle, people = crowd(4)
    election = called(circle, people[0])
    one, two = stands(election, people[1], people[2])
    votes(election, {people[3]: [one], people[0]: [one, two]})
    kept = {ballot.voter_id: ballot for ballot in Ballot.objects.filter(election=election)}
    assert opened(kept[people[3].pk]) == {one.pk}
    assert all(one.pk.encode() not in bytes(ballot.choices or b"") for ballot in kept.values())
    assert len({len(bytes(ballot.choices or b"")) for ballot in kept.values()}) == 1
    counted(election)
    after = Ballot.objects.filter(election=election)
    assert {ballot.voter_id for ballot in after} == {people[3].pk, people[0].pk}
    assert [ballot.choices for ballot in after] == [None, None]
    assert not Candidate.objects.exists()


def test_one_each_the_last_one_counts(movement: object) -> None:
    circle, people = crowd(3)
    election = called(circle, people[0])
    one, two = stands(election, people[1], people[2])
    votes(election, {people[1]: [one, two]})
    votes(election, {people[1]: [two]})
    election = counted(election)
    assert election.voters == 1
    assert dict(Outcome.objects.values_list("member__handle", "approvals")) == {"person1": 0, "person2": 1}


def test_newcomers_neither_vote_nor_stand_nor_are_proposed(movement: object) -> None:
    circle, people = crowd(3)
    late = make_member("late")
    enter(circle=circle, member=late, at=NOON - timedelta(days=6))
    election = called(circle, people[0])
    (one,) = stands(election, people[1])
    for refused in (
        lambda: stand(by=again(late), election=election, at=NOON),
        lambda: propose(by=again(people[1]), election=election, member=late, at=NOON),
        lambda: vote(by=again(late), election=election, choices=[one.pk], at=VOTING),
    ):
        with pytest.raises(Refused):
            refused()
    assert counted(election).electorate == 3


def test_the_times_hold(movement: object) -> None:
    circle, people = crowd(3)
    election = called(circle, people[0])
    (one,) = stands(election, people[1])
    with pytest.raises(Refused, match="not open"):
        vote(by=again(people[2]), election=election, choices=[one.pk], at=VOTING - timedelta(seconds=1))
    with pytest.raises(Refused, match="over"):
        stand(by=again(people[2]), election=election, at=VOTING)
    with pytest.raises(Refused, match="not open"):
        vote(by=again(people[2]), election=election, choices=[one.pk], at=OVER)


def test_a_day_each_at_the_least_and_two_seats(movement: object) -> None:
    circle, people = crowd(3)
    for wrong in ({"standing_days": 0}, {"voting_days": 0}, {"seats": 1}, {"seats": 8}, {"voting_days": 22}):
        with pytest.raises(Refused):
            call(by=again(people[0]), circle=circle, at=NOON, **wrong)
    short = called(circle, people[0], standing_days=1, voting_days=1)
    assert (short.stands_until - NOON, short.closes_at - NOON) == (DAY, 2 * DAY)


def test_stewards_call_and_there_is_one_at_a_time(movement: object) -> None:
    circle, people = crowd(3)
    with pytest.raises(Refused):
        call(by=again(people[1]), circle=circle, at=NOON)
    assert called(circle, people[0]).reason == Reason.STEWARD
    with pytest.raises(Refused, match="already"):
        called(circle, people[0])


def test_nobody_to_choose(movement: object) -> None:
    circle, people = crowd(1)
    with pytest.raises(Refused, match="nobody to choose"):
        called(circle, people[0])


def test_proposed_by_somebody_and_accepted(movement: object) -> None:
    circle, people = crowd(4)
    election = called(circle, people[0])
    asked = propose(by=again(people[1]), election=election, member=people[2], at=NOON)
    assert Act.objects.get(pk=asked.act_id).audience == Audience.PRIVATE
    with pytest.raises(Refused, match="already"):
        propose(by=again(people[3]), election=election, member=people[2], at=NOON)
    said = stand(by=again(people[2]), election=election, words="I have time.", at=NOON)
    assert (said.pk, said.words, said.stands_since) == (asked.pk, "I have time.", NOON)
    with pytest.raises(Refused, match="already"):
        stand(by=again(people[2]), election=election, at=NOON)
    with pytest.raises(Refused, match="nobody to propose you"):
        propose(by=again(people[1]), election=election, member=people[1], at=NOON)


def test_who_only_was_proposed_cannot_be_voted_for(movement: object) -> None:
    circle, people = crowd(4)
    election = called(circle, people[0])
    asked = propose(by=again(people[1]), election=election, member=people[2], at=NOON)
    with pytest.raises(Refused, match="does not stand"):
        vote(by=again(people[3]), election=election, choices=[asked.pk], at=VOTING)
    stand_down(by=again(people[2]), election=election, at=NOON)
    with pytest.raises(Refused):
        stand_down(by=again(people[2]), election=election, at=NOON)


def test_ticks_for_who_stands_down_or_leaves_go_nowhere(movement: object) -> None:
    circle, people = crowd(5)
    election = called(circle, people[0])
    one, two, three = stands(election, *people[1:4])
    votes(election, {person: [one, two, three] for person in people})
    stand_down(by=again(people[1]), election=election, at=VOTING)
    leave(by=again(people[2]), circle=circle, at=VOTING)
    election = counted(election)
    assert (election.voters, election.electorate) == (4, 4)
    assert list(Outcome.objects.values_list("member__handle", "approvals")) == [("person3", 4)]
    assert tending(circle) == {"person3"}


def test_nobody_elected_leaves_those_who_tend_it(movement: object) -> None:
    circle, people = crowd(4)
    election = called(circle, people[0])
    (one,) = stands(election, people[1])
    votes(election, {people[2]: [], people[3]: [one]})
    counted(election)
    assert tending(circle) == {"person0"}
    assert not Outcome.objects.filter(elected=True).exists()


def test_counting_twice_is_counting_once(movement: object) -> None:
    circle, people = crowd(3)
    election = called(circle, people[0])
    stands(election, people[1])
    assert close(election, at=OVER)
    assert not close(Election.objects.get(pk=election.pk), at=OVER)
    assert Act.objects.filter(verb="election-closed").count() == 1


def test_anybody_can_draw_the_lot_again(movement: object) -> None:
    circle, people = crowd(6)
    election = called(circle, people[0], seats=2)
    candidates = stands(election, *people[1:5])
    votes(election, dict.fromkeys(people, candidates))
    election = counted(election)
    line = f"dugnad lot 1 {election.pk} {election.closing} {election.voters}"
    assert election.seed == sha256(line.encode()).hexdigest()
    assert Act.objects.get(verb="election-closed").pk == election.closing
    rows = list(Outcome.objects.filter(election=election).order_by("place"))
    assert [row.candidate for row in rows] == sorted(
        (one.pk for one in candidates), key=lambda pk: lot(election.seed, pk)
    )
    assert [(row.elected, row.drawn) for row in rows] == [(True, True), (True, True), (False, True), (False, True)]


def test_a_name_goes_when_the_member_goes(movement: object) -> None:
    circle, people = crowd(3)
    election = called(circle, people[0])
    (one,) = stands(election, people[1])
    votes(election, {people[2]: [one]})
    counted(election)
    Member.objects.filter(pk=people[1].pk).delete()
    left = Outcome.objects.get()
    assert (left.member, left.approvals) == (None, 1)
    assert Membership.objects.filter(circle=circle).count() == 2


def test_outsiders_take_no_part(circle: Circle, alice: Member, bob: Member, charlie: Member) -> None:
    election = called(circle, alice)
    (one,) = stands(election, bob)
    assert not Election.objects.visible_to(again(charlie)).exists()
    with pytest.raises(Refused):
        stand(by=again(charlie), election=election, at=NOON)
    with pytest.raises(Refused):
        vote(by=again(charlie), election=election, choices=[one.pk], at=VOTING)
