"""Who hears of what, and in which words."""

from __future__ import annotations

import pytest

from dugnad.ledger.models import Act
from dugnad.people.models import Member
from dugnad.people.telling import telling, words_for
from dugnad.safety.actions.appealing import appeal
from dugnad.safety.enums import Measure
from dugnad.safety.models import Decision
from tests.cast import NOON, again, make_member
from tests.safety.making import World, proposed, reported, seconded


def hear(verb: str) -> dict[str, str]:
    """By handle: the line they read, of those whom acts with this verb concern."""
    acts = list(Act.objects.filter(verb=verb))
    entry = telling(verb)
    assert entry is not None
    heard = {}
    for hearer in entry.who(acts):
        member = Member.objects.get(pk=hearer.member)
        words = words_for(member, [hearer.act]).get(hearer.act.pk)
        if words:
            heard[member.handle] = words.line
            assert not words.travels
            assert "bob" not in words.line + words.title
    return heard


def test_stewards_hear_of_a_case_once_however_many_report(world: World) -> None:
    for number in range(5):
        reported(world, by=make_member(f"many{number}"))
    assert set(hear("case-opened")) == {"alice", "dora", "erik"}
    assert telling("reported") is None


def test_the_one_concerned_who_tends_hears_nothing_of_the_case(world: World) -> None:
    reported(world, person=world.dora)
    proposed(world.alice)
    assert set(hear("case-opened")) == {"alice", "erik"}
    assert set(hear("measure-proposed")) == {"erik"}


@pytest.mark.parametrize("measure", [Measure.WARN, Measure.NOTHING])
def test_a_decision_is_told_to_the_one_concerned_and_that_it_was_dealt_with(world: World, measure: Measure) -> None:
    reported(world)
    seconded(world.dora, proposed(world.alice, measure))
    concerned = {} if measure == Measure.NOTHING else {"bob": "The stewards have decided something that is about you"}
    assert hear("measure-in-force") == {**concerned, "fia": "The stewards have dealt with what you told them"}


def test_an_emergency_is_told_to_the_one_concerned_alone(world: World) -> None:
    reported(world)
    proposed(world.alice, Measure.PAUSE, days=3, emergency=True)
    assert hear("measure-in-force") == {"bob": "A steward has decided something that is about you, for a day"}


def test_those_who_look_anew_are_asked(world: World) -> None:
    reported(world)
    seconded(world.dora, proposed(world.alice, Measure.PAUSE, days=3))
    decision = Decision.objects.select_related("case__circle", "case__person").get()
    appeal(by=again(world.bob), decision=decision, words="No.", at=NOON)
    assert set(hear("called-to-appeal")) == {"erik", "gerd"}
