"""Whatever happens, in whatever order: nobody holds what is over, nothing is held twice, nothing waits in a circle."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.people.models import Movement
from dugnad.work.actions import checking, holding, units
from dugnad.work.actions.returning import give_back_all
from dugnad.work.actions.waiting import wait_for
from dugnad.work.chains import longest, way
from dugnad.work.enums import AT_A_TIME, LEASE, UNIT_LEASE, State, UnitState
from dugnad.work.models import Task, Unit, Wait
from dugnad.work.queries.board import in_circle, ready_now
from tests.cast import NOON, again, make_circle, make_member
from tests.work.making import make_job, make_task

few = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
who, which, number = st.integers(0, 2), st.integers(0, 3), st.integers(0, 5)
steps = st.one_of(
    st.tuples(
        st.sampled_from(["claim", "progress", "hand over", "finish", "check", "send back", "reopen"]), who, which
    ),
    st.tuples(st.sampled_from(["take", "do", "release"]), who, number),
    st.tuples(st.just("wait"), which, which),
    st.tuples(st.just("hours"), st.sampled_from([1, 5, 30, 80]), st.just(0)),
    st.tuples(st.just("clock"), st.just(0), st.just(0)),
)
arrows = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=14)


class Days:
    """Three members, four tasks and a job of six units; a small memory of what must be so is kept beside."""

    def __init__(self) -> None:
        Movement.objects.create(name="Stand by", purpose="We stand by each other.", set_up_at=NOON)
        self.people = [make_member(f"guest{number}") for number in range(3)]
        self.circle = make_circle(*self.people)
        self.tasks = [
            make_task(self.people[0], self.circle, f"Task {number}", checked_by_second=number % 2 == 0)
            for number in range(4)
        ]
        self.job = make_job(self.people[0], self.circle, 6)
        self.at = NOON
        self.held: dict[str, tuple[str, datetime]] = {}

    def do(self, what: str, one: int, other: int) -> None:
        if what == "hours":
            self.at += timedelta(hours=one)
        elif what == "clock":
            give_back_all(self.at)
        else:
            try:
                self._act(what, one, other)()
            except Refused:
                pass
        self.look()

    def _act(self, what: str, one: int, other: int) -> Callable[[], object]:
        if what == "wait":
            first = Task.objects.get(pk=self.tasks[one].pk)
            return lambda: wait_for(by=again(self.people[0]), task=first, on=self.tasks[other], at=self.at)
        by = again(self.people[one])
        if what == "take":
            job = Task.objects.get(pk=self.job.pk)
            return lambda: self._remember(by.pk, units.take(by=by, task=job, wanted=other, at=self.at))
        if what in {"do", "release"}:
            unit = Unit.objects.select_related("task").get(task=self.job, number=other + 1)
            return partial({"do": units.finish_unit, "release": units.release}[what], by=by, unit=unit, at=self.at)
        task = Task.objects.get(pk=self.tasks[other].pk)
        if what == "claim":
            return lambda: self._claim(by.pk, holding.claim(by=by, task=task, at=self.at))
        if what == "finish":
            return partial(holding.finish, by=by, task=task, minutes=5, at=self.at)
        if what == "check":
            return partial(checking.approve, by=by, task=task, at=self.at)
        acts: dict[str, Callable[..., Task]] = {
            "progress": holding.progress,
            "hand over": holding.hand_over,
            "send back": checking.send_back,
            "reopen": checking.reopen,
        }
        return partial(acts[what], by=by, task=task, text="So.", at=self.at)

    def _claim(self, by: str, task: Task) -> None:
        """It was free: whoever held it had let go, or was late."""
        before = self.held.get(task.pk)
        assert before is None or before[0] == by or before[1] <= self.at
        self.held[task.pk] = by, self.at + LEASE

    def _remember(self, by: str, found: list[Unit]) -> None:
        for unit in found:
            before = self.held.get(unit.pk)
            assert before is None or before[1] <= self.at
            self.held[unit.pk] = by, self.at + UNIT_LEASE

    def look(self) -> None:
        """What holds after every step; and the memory is brought up to what others may rely on."""
        for thing in (*Task.objects.all(), *Unit.objects.all()):
            if not thing.held(self.at):
                self.held.pop(thing.pk, None)
            else:
                assert thing.held_by_id is not None
                assert thing.lease_until is not None
                self.held[thing.pk] = thing.held_by_id, thing.lease_until
        job = Task.objects.get(pk=self.job.pk)
        done = Unit.objects.filter(task=job, state=UnitState.DONE)
        assert job.units_done == done.count() == Act.objects.filter(verb="unit-done").count()
        assert (job.state == State.DONE) == (job.units_done == 6)
        for member in self.people:
            assert Unit.objects.filter(held_by=member).count() <= AT_A_TIME
        for task in Task.objects.filter(state=State.DONE, checked_by__isnull=False):
            assert task.checked_by_id != task.done_by_id
        waits = list(Wait.objects.values_list("task_id", "on_id"))
        assert not any(way(waits, on, task) for task, on in waits)
        shown = {row.pk for row in ready_now(again(self.people[0]), in_circle(self.circle.pk), self.at).items}
        assert not shown & set(self.held)


@few
@given(st.lists(steps, max_size=25))
@pytest.mark.django_db
def test_leases_queues_and_waits(happenings: list[tuple[str, int, int]]) -> None:
    with transaction.atomic():
        days = Days()
        for what, one, other in happenings:
            days.do(what, one, other)
        transaction.set_rollback(True)


@given(arrows)
def test_arrows_let_in_one_by_one_never_make_a_circle(wanted: list[tuple[int, int]]) -> None:
    """And the longest chain is as long as every way through them, looked at one by one, says."""
    kept: list[tuple[str, str]] = []
    for one, other in wanted:
        if one != other and not way(kept, str(other), str(one)):
            kept.append((str(one), str(other)))
    minutes = {str(number): 10 + number for number in range(7)}
    ahead = {task: [on for first, on in kept if first == task] for task in minutes}

    def deepest(task: str) -> int:
        return minutes[task] + max((deepest(on) for on in ahead[task]), default=0)

    found = longest(kept, minutes)
    joined = {task for arrow in kept for task in arrow}
    assert found.minutes == max((deepest(task) for task in joined), default=0)
    assert sum(minutes[task] for task in found.tasks) == found.minutes
    assert all((later, first) in kept for first, later in zip(found.tasks, found.tasks[1:], strict=False))


def test_a_way_is_a_shortest_one_and_names_every_step() -> None:
    kept = [("a", "b"), ("b", "c"), ("c", "d"), ("a", "c")]
    assert way(kept, "a", "d") == ("a", "c", "d")
    assert way(kept, "d", "a") == ()
    assert way([], "a", "a") == ("a",)
    assert longest([], {}).tasks == ()
