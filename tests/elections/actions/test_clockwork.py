"""Terms end, and the clock does what is due."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dugnad.elections.actions import term
from dugnad.elections.actions.clockwork import look
from dugnad.elections.enums import Reason
from dugnad.elections.models import Election, Term
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from tests.cast import LONG_AGO, NOON, again
from tests.elections.making import OVER, VOTING, called, crowd, stands, tending, votes

DAY = timedelta(days=1)


def test_a_young_circle_has_a_year_and_an_old_one_a_month(movement: object) -> None:
    young, _people = crowd(2, at=NOON)
    look(NOON)
    assert Term.objects.get(circle=young).ends_at == NOON + timedelta(days=365)
    Term.objects.all().delete()
    type(young).objects.update(created_at=LONG_AGO)
    look(NOON)
    assert Term.objects.get(circle=young).ends_at == NOON + timedelta(days=30)


def test_everybody_hears_of_the_end_a_month_before_once(movement: object) -> None:
    circle, _people = crowd(3, at=NOON)
    look(NOON)
    ends = Term.objects.get(circle=circle).ends_at
    for at in (ends - 31 * DAY, ends - 30 * DAY, ends - 29 * DAY):
        look(at)
    acts = Act.objects.filter(verb="term-ending")
    assert [(act.at, act.object_id) for act in acts] == [(ends - 30 * DAY, circle.pk)]


def test_the_end_of_a_term_opens_an_election_and_its_result_begins_another(movement: object) -> None:
    circle, people = crowd(3)
    look(NOON)
    at = Term.objects.get(circle=circle).ends_at
    look(at - DAY)
    assert not Election.objects.exists()
    look(at)
    look(at)
    election = Election.objects.get(circle=circle)
    assert election.reason == Reason.TERM
    assert tending(circle) == {"person0"}
    (one,) = stands(election, people[2], at=at)
    votes(election, {people[1]: [one], people[0]: [one]}, at=election.stands_until)
    look(election.closes_at)
    assert tending(circle) == {"person2"}
    assert Term.objects.get(circle=circle).ends_at == election.closes_at + timedelta(days=365)


def test_nobody_stands(movement: object) -> None:
    circle, people = crowd(3)
    election = called(circle, people[0])
    look(VOTING - timedelta(minutes=1))
    assert Election.objects.filter(closed_at=None).exists()
    look(VOTING)
    election.refresh_from_db()
    assert (election.closed_at, election.voters) == (VOTING, 0)
    assert tending(circle) == {"person0"}


def test_counted_when_it_closes(movement: object) -> None:
    circle, people = crowd(3)
    election = called(circle, people[0])
    stands(election, people[1])
    look(OVER - timedelta(minutes=1))
    assert Election.objects.filter(closed_at=None).exists()
    look(OVER)
    assert not Election.objects.filter(closed_at=None).exists()


def test_alone_a_term_goes_on_for_a_month(movement: object) -> None:
    circle, _people = crowd(1)
    look(NOON)
    at = Term.objects.get(circle=circle).ends_at
    look(at)
    assert not Election.objects.exists()
    assert Term.objects.get(circle=circle).ends_at == at + 30 * DAY


def test_the_circle_chooses_its_term_from_the_next_one_on(movement: object) -> None:
    circle, people = crowd(3)
    look(NOON)
    ends = Term.objects.get(circle=circle).ends_at
    with pytest.raises(Refused):
        term.change(by=again(people[1]), circle=circle, months=6, at=NOON)
    for months in (2, 25):
        with pytest.raises(Refused):
            term.change(by=again(people[0]), circle=circle, months=months, at=NOON)
    term.change(by=again(people[0]), circle=circle, months=6, at=NOON)
    term.change(by=again(people[0]), circle=circle, months=6, at=NOON)
    assert Term.objects.get(circle=circle).ends_at == ends
    assert list(Act.objects.filter(verb="term-changed").values_list("amount", flat=True)) == [6]
    election = called(circle, people[0])
    (one,) = stands(election, people[1])
    votes(election, {people[1]: [one], people[2]: [one]})
    look(OVER)
    assert Term.objects.get(circle=circle).ends_at == OVER + timedelta(days=365) / 2
