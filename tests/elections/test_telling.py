"""Who is told of an election, and in which words."""

from __future__ import annotations

from datetime import timedelta

from dugnad.elections.actions.clockwork import look
from dugnad.elections.actions.standing import propose, stand_down
from dugnad.elections.models import Term
from dugnad.elections.queries.told import new_elections, new_ends
from dugnad.ledger.models import Act
from dugnad.people.actions.blocks import block
from dugnad.people.models import Member
from dugnad.people.telling import Pace, telling, words_for
from tests.cast import NOON, again, make_member
from tests.elections.making import OVER, called, counted, crowd, stands, votes

DAY = timedelta(days=1)


def hearers(verb: str) -> list[tuple[str, Pace]]:
    entry = telling(verb)
    assert entry
    names = dict(Member.objects.values_list("pk", "handle"))
    return sorted((names[one.member], one.pace) for one in entry.who(list(Act.objects.filter(verb=verb))))


def lines(member: Member, verb: str) -> list[str]:
    found = words_for(again(member), Act.objects.filter(verb=verb).order_by("id"))
    return [one.line for one in found.values() if not one.over]


def test_who_is_proposed_hears_of_it_alone(movement: object) -> None:
    circle, people = crowd(4)
    election = called(circle, people[0])
    propose(by=again(people[1]), election=election, member=people[2], at=NOON)
    assert hearers("candidate-proposed") == [("person2", Pace.AT_ONCE)]
    assert "person1 would like you to tend this circle" in lines(people[2], "candidate-proposed")[0]
    assert lines(people[3], "candidate-proposed") == []
    block(by=people[2], other=people[1])
    assert lines(people[2], "candidate-proposed") == []
    stand_down(by=again(people[2]), election=election, at=NOON)
    assert lines(people[2], "candidate-proposed") == []


def test_an_election_and_its_result_are_news_for_everybody_inside(movement: object) -> None:
    circle, people = crowd(4)
    outsider = make_member("outsider")
    election = called(circle, people[0])
    assert hearers("election-opened") == [("person0", Pace.AT_ONCE)]
    whole = ([circle.pk], NOON - DAY, OVER + DAY, 10)
    (opened,) = new_elections(again(people[3]), *whole)
    assert "elects who tends it" in opened.line
    assert new_elections(again(outsider), *whole) == []
    (one,) = stands(election, people[1])
    votes(election, {people[2]: [one], people[3]: [one]})
    counted(election)
    (closed,) = new_elections(again(people[3]), *whole)
    assert "votes are counted" in closed.line
    assert hearers("election-closed") == [("person1", Pace.AT_ONCE)]
    assert hearers("elected") == [("person1", Pace.AT_ONCE)]
    assert lines(people[1], "elected") == ["You were elected to tend this circle. Thank you"]
    assert lines(people[3], "election-opened") == []
    assert lines(outsider, "election-closed") == []


def test_the_end_of_a_term_is_news(movement: object) -> None:
    circle, people = crowd(3, at=NOON)
    look(NOON)
    at = Term.objects.get(circle=circle).ends_at - 30 * DAY
    look(at)
    assert hearers("term-ending") == [("person0", Pace.AT_ONCE)]
    assert len(lines(people[2], "term-ending")) == 1
    assert len(new_ends(again(people[2]), [circle.pk], at - DAY, at, 10)) == 1
    assert new_ends(again(people[2]), [circle.pk], at, at + DAY, 10) == []
    assert new_ends(again(make_member("outsider")), [circle.pk], at - DAY, at, 10) == []
