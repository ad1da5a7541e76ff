"""Several people at the same moment, each in a transaction of their own: on both databases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest

from dugnad.circles.models import Circle
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from dugnad.work.actions import holding, units
from dugnad.work.actions.making import Plan, make
from dugnad.work.actions.returning import give_back_all, remind_all
from dugnad.work.actions.waiting import wait_for
from dugnad.work.enums import LEASE, SOON, UNIT_LEASE, State, UnitState
from dugnad.work.models import Task, Unit, Wait
from tests.at_once import at_once
from tests.cast import NOON, again, make_circle, make_member
from tests.work.making import make_job, make_task

pytestmark = pytest.mark.django_db(transaction=True)
Doing = Callable[[], object]


def acts(verb: str) -> int:
    return Act.objects.filter(verb=verb).count()


def in_turns(each: list[Doing], at_a_time: int = 25) -> list[object]:
    """All of them, so many at the same moment: a test database has few connections to give."""
    return [one for start in range(0, len(each), at_a_time) for one in at_once(each[start : start + at_a_time])]


def refused(results: list[object]) -> int:
    return sum(isinstance(one, Refused) for one in results)


def test_of_eight_who_take_a_task_one_holds_it(alice: Member) -> None:
    crowd = [make_member(f"guest{number}") for number in range(8)]
    task = make_task(alice, make_circle(alice, *crowd))

    def taking(member: Member) -> Doing:
        return lambda: holding.claim(by=again(member), task=Task.objects.get(), at=NOON)

    results = at_once([taking(member) for member in crowd])
    assert (refused(results), acts("claimed-task")) == (7, 1)
    task.refresh_from_db()
    assert task.held_by is not None
    assert Act.objects.get(verb="claimed-task").actor == task.held_by.person_key


def test_a_hundred_members_at_one_queue(alice: Member) -> None:
    """No unit twice, none lost; one in ten is never heard of again, and their units go to others."""
    crowd = [make_member(f"guest{number}") for number in range(100)]
    job = make_job(alice, make_circle(alice, *crowd), 150)

    def taking(member: Member, number: int) -> Doing:
        def take() -> object:
            found = units.take(by=again(member), task=Task.objects.get(), wanted=1 + number % 2, at=NOON)
            if number % 10:
                for unit in found:
                    units.finish_unit(by=again(member), unit=unit, outcome=member.handle, at=NOON)
            return [unit.pk for unit in found]

        return take

    results = in_turns([taking(member, number) for number, member in enumerate(crowd)])
    taken = [pk for one in results if isinstance(one, list) for pk in one]
    assert Counter(taken).most_common(1)[0][1] == 1
    assert (len(taken), Unit.objects.exclude(state=UnitState.FREE).count()) == (150, 150)
    lost = Unit.objects.filter(state=UnitState.HELD)
    assert set(lost.values_list("held_by__handle", flat=True)) == {f"guest{n}" for n in range(0, 100, 10)}
    given_back = lost.count()
    assert given_back == 10

    late = NOON + UNIT_LEASE

    def finishing(member: Member) -> Doing:
        def take() -> object:
            (unit,) = units.take(by=again(member), task=Task.objects.get(), at=late)
            return units.finish_unit(by=again(member), unit=unit, outcome=member.handle, at=late)

        return take

    results = at_once([finishing(member) for member in crowd[11 : 11 + given_back]])
    assert [type(one).__name__ for one in results] == ["Unit"] * given_back
    job.refresh_from_db()
    assert (job.state, job.units_done, acts("unit-done"), acts("task-done")) == (State.DONE, 150, 150, 1)
    assert acts("unit-lease-returned") == given_back
    assert not Unit.objects.filter(done_by=None).exists()


def test_two_halves_of_a_circle_do_not_both_get_in(alice: Member) -> None:
    circle = make_circle(alice)
    tasks = [make_task(alice, circle, f"Task {number}") for number in range(6)]

    def waiting(one: Task, other: Task) -> Doing:
        return lambda: wait_for(
            by=again(alice), task=Task.objects.get(pk=one.pk), on=Task.objects.get(pk=other.pk), at=NOON
        )

    around = list(zip(tasks, [*tasks[1:], tasks[0]], strict=True))
    results = at_once([waiting(one, other) for one, other in around])
    assert (refused(results), Wait.objects.count(), acts("task-waits")) == (1, 5, 5)


def test_two_clocks_do_it_once(alice: Member) -> None:
    task = make_task(alice, make_circle(alice))
    holding.claim(by=again(alice), task=task, at=NOON)
    near, over = NOON + LEASE - SOON, NOON + LEASE + timedelta(seconds=1)
    assert sorted(at_once([lambda: remind_all(near)] * 4), key=str) == [0, 0, 0, 1]
    assert sorted(at_once([lambda: give_back_all(over)] * 4), key=str) == [0, 0, 0, 1]
    assert (acts("task-lease-ends"), acts("task-lease-returned")) == (1, 1)


def test_one_form_pressed_six_times(circle: Circle, bob: Member) -> None:
    results = at_once([lambda: make(by=again(bob), circle=circle, plan=Plan("Call"), form_key="k" * 16, at=NOON)] * 6)
    assert {getattr(one, "pk", one) for one in results} == {Task.objects.get().pk}
    assert acts("task-made") == 1
