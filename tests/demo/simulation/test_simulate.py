"""What can happen, when, and to whom: facts that hold for every seed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import timedelta

import pytest

from dugnad.asks.enums import CALL_WAITS, RISES_AFTER, Urgency
from dugnad.circles.terms import SETTLED_AFTER
from dugnad.demo.simulation import asking, calling, coming
from dugnad.demo.simulation import timeline as told
from dugnad.demo.simulation.kinds import KINDS
from dugnad.demo.simulation.simulate import simulate
from dugnad.methods.quiet import QuietHours
from tests.demo.making import SMALL, UNTIL, around, lived

SEEDS = (1, 2, 3)
ON_AN_ANSWER = (told.Thanked, told.Helped)
ON_AN_ASK = (told.Answered, told.Took, told.HandedOver, told.Ended, told.Reserved, told.Distilled)


def joinings(timeline: told.Timeline) -> dict[tuple[int, int], told.Event]:
    """When who came into which circle, by circle and person."""
    found: dict[tuple[int, int], told.Event] = {}
    for event in timeline.events:
        if isinstance(event, told.Founded | told.Joined | told.CameByLink):
            found[event.circle, event.by] = event
        elif isinstance(event, told.Admitted) or (isinstance(event, told.Vouched) and event.last):
            found[event.circle, event.whom] = event
    return found


def test_a_seed_makes_the_same_movement_again() -> None:
    again = simulate(SMALL, 1, around=around(), until=UNTIL)
    assert again == lived(seed=1)
    assert simulate(SMALL, 2, around=around(), until=UNTIL) != again


@pytest.mark.parametrize("seed", SEEDS)
def test_everything_happens_in_order_and_in_the_past(seed: int) -> None:
    times = [event.at for event in lived(seed=seed).events]
    assert times == sorted(times)
    assert times[-1] < UNTIL
    assert times[0] >= UNTIL - timedelta(days=SMALL.days)


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_acts_before_they_came_or_after_they_left(kind: str) -> None:
    timeline = lived(replace(KINDS[kind], members=80, days=90, circles=4))
    came, left = joinings(timeline), {(one.circle, one.by): one.at for one in timeline.events if _leaves(one)}
    circles = {one.ask: one.circle for one in timeline.events if isinstance(one, told.Asked)}
    asked = {one.ask: one.at for one in timeline.events if isinstance(one, told.Asked)}
    of_answer = {one.answer: one.ask for one in timeline.events if isinstance(one, told.Answered)}
    seen = 0
    for event in timeline.events:
        if isinstance(event, told.Asked | told.Offered):
            circle, read_from = event.circle, event.at
        elif isinstance(event, ON_AN_ASK + ON_AN_ANSWER):
            ask = of_answer[event.answer] if isinstance(event, ON_AN_ANSWER) else event.ask
            circle, read_from = circles[ask], asked[ask]
        else:
            continue
        seen += 1
        assert came[circle, event.by].at <= read_from <= event.at, event
        assert event.at < left.get((circle, event.by), UNTIL), event
    assert seen


def _leaves(event: told.Event) -> bool:
    return isinstance(event, told.Left)


def test_nobody_answers_a_closed_ask_and_nobody_twice() -> None:
    closed, answered = {}, set()
    for event in lived().events:
        if isinstance(event, told.Ended) and not event.helped:
            closed[event.ask] = event.at
        if isinstance(event, told.Answered):
            assert event.ask not in closed
            assert not event.nature or (event.ask, event.by) not in answered
            answered.add((event.ask, event.by))
    assert closed
    assert answered


def test_words_count_after_a_month_only() -> None:
    for seed in SEEDS:
        timeline = lived(seed=seed)
        came = joinings(timeline)
        for event in timeline.events:
            if isinstance(event, told.Vouched):
                assert event.at >= came[event.circle, event.by].at + SETTLED_AFTER
    assert coming.SETTLED >= SETTLED_AFTER


def test_places_are_not_given_twice() -> None:
    for seed in SEEDS:
        offers, taken = {}, defaultdict(int)
        for event in lived(seed=seed).events:
            if isinstance(event, told.Offered):
                offers[event.offer] = event
            elif isinstance(event, told.Reserved):
                taken[event.offer, event.stretch] += 1
                assert event.by != offers[event.offer].by
                assert offers[event.offer].stretches[event.stretch][0] > event.at
        assert all(count <= offers[offer].capacity for (offer, _stretch), count in taken.items())


def test_patience_is_the_platforms_own() -> None:
    assert dict(zip(Urgency, asking.PATIENCE, strict=True)) == RISES_AFTER
    assert dict(zip(Urgency, calling.WAITS, strict=True)) == CALL_WAITS


@pytest.mark.parametrize("seed", SEEDS)
def test_nobody_is_called_above_capacity_or_in_quiet_hours(seed: int) -> None:
    timeline = lived(replace(SMALL, asks=200, named_share=1.0), seed)
    people, called = timeline.people, defaultdict(list)
    for event in timeline.events:
        if isinstance(event, told.Called):
            one = people[event.whom]
            assert not QuietHours(one.quiet_from, one.quiet_until, around().zone).hold(event.at)
            called[event.whom].append(event.at)
    assert called
    for whom, times in called.items():
        week = timedelta(days=7)
        assert all(sum(at - week < other <= at for other in times) <= people[whom].calls_per_week for at in times)


def test_handles_and_names_of_others_are_not_taken() -> None:
    free = lived(replace(SMALL, members=300), 5)
    taken = {one.handle for one in free.people[:20]} | {one.name.casefold() for one in free.rooms}
    other = simulate(replace(SMALL, members=300), 5, around=replace(around(), taken=frozenset(taken)), until=UNTIL)
    handles = [one.handle.casefold() for one in other.people]
    assert len(set(handles)) == len(handles)
    assert not taken & {*handles, *(one.name.casefold() for one in other.rooms)}


def test_an_empty_time_is_no_error() -> None:
    quiet = lived(replace(SMALL, asks_per_member_month=0.0, asks=0, offers_per_member=0.0))
    assert not [one for one in quiet.events if isinstance(one, told.Asked)]
