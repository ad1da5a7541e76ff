from __future__ import annotations

from datetime import timedelta

import pytest

from dugnad.asks.models import Ask
from dugnad.circles.enums import Role, Standing
from dugnad.circles.rules import stands
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import NeverChanged
from dugnad.people.actions.blocks import block
from dugnad.people.models import Member
from dugnad.safety.actions.deciding import take_back
from dugnad.safety.enums import Measure, Phase, State
from dugnad.safety.jobs import end_measures
from dugnad.safety.models import Decision, LogEntry, Voice
from dugnad.safety.queries.deciders import deciders
from tests.cast import NOON, again
from tests.safety.making import World, make_world, place, proposed, reported, seconded, the_case

DAY = timedelta(days=1)


def states() -> list[str]:
    return list(Decision.objects.order_by("id").values_list("state", flat=True))


@pytest.mark.parametrize("measure", [Measure.NOTHING, Measure.WARN, Measure.PAUSE, Measure.KEEP_OUT])
def test_one_steward_decides_nothing_and_two_do(world: World, measure: Measure) -> None:
    reported(world)
    decision = proposed(world.alice, measure, days=3)
    theirs = place(world.circle, world.bob)
    assert (decision.state, theirs.standing, theirs.paused_until) == (State.PROPOSED, Standing.ACTIVE, None)
    with pytest.raises(Refused, match="already"):
        seconded(world.alice, decision)
    seconded(world.dora, decision)
    theirs = place(world.circle, world.bob)
    assert states() == [State.STANDS]
    assert the_case().phase == (Phase.CLOSED if measure == Measure.NOTHING else Phase.DECIDED)
    assert theirs.paused_until == (NOON + 3 * DAY if measure == Measure.PAUSE else None)
    assert theirs.kept_out_until == (NOON + 3 * DAY if measure == Measure.KEEP_OUT else None)
    line = LogEntry.objects.get()
    assert (line.measure, line.voices, line.said) == (measure, 2, "An address was written.")
    with pytest.raises(Refused, match="decided"):
        proposed(world.erik)


def test_keeping_out_for_long_takes_three(world: World) -> None:
    reported(world)
    decision = proposed(world.alice, Measure.KEEP_OUT)
    seconded(world.dora, decision)
    assert place(world.circle, world.bob).standing == Standing.ACTIVE
    seconded(world.erik, decision)
    theirs = place(world.circle, world.bob)
    assert (theirs.standing, theirs.kept_out_until, theirs.told) == (
        Standing.BANNED,
        None,
        "You wrote down an address.",
    )
    assert LogEntry.objects.get().voices == 3


def test_or_both_where_there_are_two(alice: Member, bob: Member) -> None:
    world = make_world(alice, bob, stewards=2)
    reported(world)
    decision = proposed(world.alice, Measure.KEEP_OUT)
    assert states() == [State.PROPOSED]
    seconded(world.dora, decision)
    assert place(world.circle, world.bob).standing == Standing.BANNED


def test_one_alone_can_do_it_for_a_day(alice: Member, bob: Member) -> None:
    """The old way round, one steward keeping somebody out for good, is gone."""
    world = make_world(alice, bob, stewards=1)
    reported(world)
    proposed(world.alice, Measure.KEEP_OUT, emergency=True)
    theirs = place(world.circle, world.bob)
    assert (theirs.standing, theirs.kept_out_until) == (Standing.BANNED, NOON + DAY)
    assert end_measures(NOON + DAY - timedelta(seconds=1)) == 0
    assert end_measures(NOON + DAY) == 1
    theirs = place(world.circle, world.bob)
    assert (theirs.standing, theirs.role, theirs.kept_out_until) == (Standing.ACTIVE, Role.MEMBER, None)
    assert [line.event for line in LogEntry.objects.order_by("at")] == ["emergency", "lapsed"]
    with pytest.raises(Refused, match="before"):
        proposed(world.alice, Measure.KEEP_OUT, emergency=True, at=NOON + 2 * DAY)


def test_the_day_ends_at_reading_too(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    reported(world)
    proposed(world.alice, Measure.KEEP_OUT, emergency=True)
    for moment, active in ((NOON + DAY - timedelta(seconds=1), False), (NOON + DAY, True)):
        monkeypatch.setattr("dugnad.circles.rules.now", lambda moment=moment: moment)
        assert stands(again(world.bob))[world.circle.pk].active is active


def test_seconded_in_time_it_lasts_as_proposed(world: World) -> None:
    reported(world)
    decision = proposed(world.alice, Measure.PAUSE, days=7, emergency=True)
    assert place(world.circle, world.bob).paused_until == NOON + DAY
    seconded(world.dora, decision, at=NOON + timedelta(hours=23))
    assert place(world.circle, world.bob).paused_until == NOON + 7 * DAY
    assert [(line.event, line.voices) for line in LogEntry.objects.order_by("at")] == [("emergency", 1), ("decided", 2)]


def test_a_day_later_it_is_too_late_to_second(world: World) -> None:
    reported(world)
    decision = proposed(world.alice, Measure.PAUSE, days=7, emergency=True)
    with pytest.raises(Refused, match="does not wait"):
        seconded(world.dora, decision, at=NOON + DAY)
    assert Voice.objects.count() == 1


def test_a_steward_can_be_kept_out_by_others_and_comes_back_as_one(world: World) -> None:
    reported(world, person=world.erik)
    decision = proposed(world.alice, Measure.KEEP_OUT, days=7)
    with pytest.raises(Refused, match="themselves"):
        seconded(world.erik, decision)
    seconded(world.dora, decision)
    assert place(world.circle, world.erik).standing == Standing.BANNED
    end_measures(NOON + 7 * DAY)
    theirs = place(world.circle, world.erik)
    assert (theirs.standing, theirs.role) == (Standing.ACTIVE, Role.STEWARD)


def test_one_steward_does_not_keep_out_another_in_an_emergency(world: World) -> None:
    reported(world, person=world.erik)
    with pytest.raises(Refused, match="not even for a day"):
        proposed(world.alice, Measure.KEEP_OUT, days=7, emergency=True)
    assert place(world.circle, world.erik).standing == Standing.ACTIVE


def test_what_was_hidden_for_a_day_is_there_again(world: World) -> None:
    reported(world, kind="ask", pk="a1")
    proposed(world.alice, Measure.HIDE, hides_kind="ask", hides_id="a1", emergency=True)
    world.circle.refresh_from_db()
    assert list(world.circle.hidden) == ["ask:a1"]
    end_measures(NOON + DAY)
    world.circle.refresh_from_db()
    assert (world.circle.hidden, Ask.objects.count()) == ({}, 0)


def test_another_decision_ends_what_one_steward_did(world: World) -> None:
    reported(world)
    proposed(world.alice, Measure.KEEP_OUT, days=7, emergency=True)
    seconded(world.erik, proposed(world.dora, Measure.WARN))
    assert states() == [State.SET_ASIDE, State.STANDS]
    assert place(world.circle, world.bob).standing == Standing.ACTIVE


def test_only_whoever_proposed_it_takes_it_back(world: World) -> None:
    reported(world)
    decision = proposed(world.alice, Measure.PAUSE, days=7, emergency=True)
    with pytest.raises(Refused, match="Only the one"):
        take_back(by=again(world.dora), decision=decision, at=NOON)
    take_back(by=again(world.alice), decision=decision, at=NOON)
    assert place(world.circle, world.bob).paused_until is None


def test_whoever_blocked_them_leaves_it_to_two_others(world: World) -> None:
    reported(world)
    block(by=again(world.alice), other=world.bob)
    assert deciders(the_case()) == [world.dora, world.erik]
    with pytest.raises(Refused, match="distance"):
        proposed(world.alice)
    block(by=again(world.bob), other=world.dora)  # counts for nothing
    assert deciders(the_case()) == [world.dora, world.erik]


def test_nothing_is_hidden_that_was_not_reported(world: World) -> None:
    reported(world, kind="ask", pk="a1")
    with pytest.raises(Refused, match="reported here"):
        proposed(world.alice, Measure.HIDE, hides_kind="ask", hides_id="a2")


def test_keeping_out_another_name_would_tell_who_it_is(world: World) -> None:
    reported(world, kind="ask", pk="a1", mask="Nobody")
    with pytest.raises(Refused, match="who it is"):
        proposed(world.alice, Measure.KEEP_OUT, days=7)
    seconded(world.dora, proposed(world.alice, Measure.PAUSE, days=7))
    assert place(world.circle, world.bob).paused_until == NOON + 7 * DAY


def test_letting_back_takes_two_as_well(world: World) -> None:
    reported(world)
    seconded(world.erik, seconded(world.dora, proposed(world.alice, Measure.KEEP_OUT)))
    Decision.objects.get()
    the_case()
    reported(world)
    case = world.circle.cases.get(phase=Phase.OPEN)
    world.circle.cases.exclude(pk=case.pk).delete()
    decision = proposed(world.alice, Measure.LET_BACK)
    assert place(world.circle, world.bob).standing == Standing.BANNED
    seconded(world.dora, decision)
    assert place(world.circle, world.bob).standing == Standing.LEFT


def test_the_log_is_never_edited(world: World) -> None:
    reported(world)
    seconded(world.dora, proposed(world.alice))
    line = LogEntry.objects.get()
    for change in (line.save, line.delete, LogEntry.objects.all().delete, lambda: LogEntry.objects.update(said="")):
        with pytest.raises(NeverChanged):
            change()
