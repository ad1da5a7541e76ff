"""A fifth of the members open an election, whoever tends the circle."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dugnad.circles.actions.membership import enter
from dugnad.elections.actions.asking import ask, take_back
from dugnad.elections.enums import Reason
from dugnad.elections.models import Asking, Election
from dugnad.elections.queries.electorate import needed_to_ask
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act, Audience
from tests.cast import NOON, again, make_member
from tests.elections.making import OVER, called, counted, crowd, stands, votes

DAY = timedelta(days=1)


def test_a_fifth_rounded_up_and_never_one_alone() -> None:
    assert [needed_to_ask(voters) for voters in (1, 4, 5, 10, 11, 15, 16, 100, 101)] == [2, 2, 2, 2, 3, 3, 4, 20, 21]


def test_the_last_voice_needed_opens_it(movement: object) -> None:
    circle, people = crowd(11)
    assert ask(by=again(people[3]), circle=circle, at=NOON) is None
    assert ask(by=again(people[4]), circle=circle, at=NOON) is None
    election = ask(by=again(people[5]), circle=circle, at=NOON)
    assert election is not None
    assert (election.reason, election.seats) == (Reason.ASKED, 3)
    assert Act.objects.get(pk=election.act_id).actor == ""
    assert {act.audience for act in Act.objects.filter(verb="election-asked")} == {Audience.PRIVATE}
    assert not Asking.objects.exists()


def test_twice_is_once_and_taken_back_is_gone(movement: object) -> None:
    circle, people = crowd(11)
    ask(by=again(people[3]), circle=circle, at=NOON)
    take_back(by=again(people[3]), circle=circle, at=NOON)
    with pytest.raises(Refused):
        take_back(by=again(people[3]), circle=circle, at=NOON)
    for number in (4, 4, 4, 3):
        ask(by=again(people[number]), circle=circle, at=NOON)
    assert not Election.objects.exists()


def test_old_voices_fade(movement: object) -> None:
    circle, people = crowd(5)
    ask(by=again(people[1]), circle=circle, at=NOON)
    assert ask(by=again(people[2]), circle=circle, at=NOON + 30 * DAY) is None
    assert ask(by=again(people[1]), circle=circle, at=NOON + 31 * DAY) is not None


def test_newcomers_and_outsiders_do_not_ask(movement: object) -> None:
    circle, _people = crowd(3)
    late = make_member("late")
    with pytest.raises(Refused):
        ask(by=again(late), circle=circle, at=NOON)
    enter(circle=circle, member=late, at=NOON - DAY)
    with pytest.raises(Refused, match="new here"):
        ask(by=again(late), circle=circle, at=NOON)


def test_not_during_an_election_nor_in_the_month_after(movement: object) -> None:
    circle, people = crowd(3)
    election = called(circle, people[0])
    with pytest.raises(Refused, match="already"):
        ask(by=again(people[1]), circle=circle, at=NOON)
    (one,) = stands(election, people[1])
    votes(election, {people[1]: [one], people[2]: [one]})
    counted(election)
    with pytest.raises(Refused, match="not long ago"):
        ask(by=again(people[1]), circle=circle, at=OVER + 29 * DAY)
    ask(by=again(people[1]), circle=circle, at=OVER + 30 * DAY)
