"""Several people doing the same at the same moment, each in a transaction of their own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dugnad.circles.enums import Standing
from dugnad.circles.models import Membership
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from dugnad.safety.actions.appealing import appeal, say
from dugnad.safety.enums import Measure, Outcome, Word
from dugnad.safety.jobs import end_measures
from dugnad.safety.models import Appeal, Case, Decision, LogEntry, Report, Voice
from tests.at_once import at_once
from tests.cast import NOON, again, make_member, make_steward
from tests.safety.making import World, make_world, place, proposed, reported, seconded

pytestmark = pytest.mark.django_db(transaction=True)


def acts(verb: str) -> int:
    return Act.objects.filter(verb=verb).count()


def kinds(results: list[object]) -> list[str]:
    return sorted(type(one).__name__ for one in results)


@pytest.fixture
def crowd(alice: Member, bob: Member) -> tuple[World, list[Member]]:
    """Three more tend the circle."""
    world = make_world(alice, bob)
    for one in (world.fia, world.gerd):
        make_steward(one, world.circle)
    return world, [world.dora, world.erik, world.fia, world.gerd]


def test_many_reports_at_once_are_one_case(world: World) -> None:
    crowd = [make_member(f"many{number}") for number in range(6)]

    def telling(by: Member) -> Callable[[], object]:
        return lambda: reported(world, by=by)

    assert kinds(at_once([telling(one) for one in crowd])) == ["Report"] * 6
    assert (Case.objects.count(), Report.objects.count(), acts("case-opened")) == (1, 6, 1)


def test_four_second_at_once_and_it_is_decided_once(crowd: tuple[World, list[Member]]) -> None:
    world, others = crowd
    reported(world)
    decision = proposed(world.alice, Measure.KEEP_OUT, days=7)

    def seconding(by: Member) -> Callable[[], object]:
        return lambda: seconded(by, decision)

    results = at_once([seconding(one) for one in others])
    assert kinds(results) == ["Decision"] + ["Refused"] * 3
    assert (Voice.objects.count(), LogEntry.objects.count(), acts("banned"), acts("measure-in-force")) == (2, 1, 1, 1)
    assert place(world.circle, world.bob).standing == Standing.BANNED


def test_one_steward_pressing_twice_is_one_voice(crowd: tuple[World, list[Member]]) -> None:
    world, _others = crowd
    reported(world)
    decision = proposed(world.alice, Measure.KEEP_OUT)
    results = at_once([lambda: seconded(world.dora, decision)] * 4)
    assert kinds(results) == ["Decision"] + ["Refused"] * 3
    assert (Voice.objects.count(), Membership.objects.filter(standing="banned").count()) == (2, 0)


def test_a_last_second_and_the_clock(world: World) -> None:
    """Whichever is first, it happened once, and is not half undone."""
    reported(world)
    decision = proposed(world.alice, Measure.PAUSE, days=7, emergency=True)
    soon = NOON.replace(hour=11, day=NOON.day + 1)
    late = NOON.replace(day=NOON.day + 1)
    at_once([lambda: seconded(world.dora, decision, at=soon), lambda: end_measures(late), lambda: end_measures(late)])
    decision = Decision.objects.get()
    paused = place(world.circle, world.bob).paused_until
    assert (decision.state, paused is None) in {("stands", False), ("lapsed", True)}
    assert LogEntry.objects.count() == 2


def test_an_appeal_is_settled_once(world: World) -> None:
    reported(world)
    seconded(world.dora, proposed(world.alice, Measure.KEEP_OUT, days=7))
    found = Decision.objects.select_related("case__circle", "case__person").get()
    made = appeal(by=again(world.bob), decision=found, words="No.", at=NOON)
    jurors = [one.member for one in made.jurors.select_related("member")]

    def judging(by: Member) -> Callable[[], object]:
        def judge() -> None:
            looked_at = Appeal.objects.select_related("decision__case__circle", "decision__case__person").get()
            say(by=again(by), appeal=looked_at, word=Word.OVERTURN, at=NOON)

        return judge

    at_once([judging(one) for one in jurors for _twice in range(2)])
    assert Appeal.objects.get().outcome == Outcome.OVERTURNED
    assert (acts("appeal-settled"), acts("measure-set-aside"), acts("ban-lifted")) == (1, 1, 1)
    assert LogEntry.objects.filter(event="overturned").count() == 1
    assert place(world.circle, world.bob).standing == Standing.ACTIVE
