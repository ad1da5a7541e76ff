from __future__ import annotations

from datetime import timedelta

import pytest

from dugnad.circles.actions.membership import enter, leave
from dugnad.circles.models import Circle
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.people.models import Block, Member
from dugnad.work.actions import holding
from dugnad.work.actions.moving import NotDeclared, move
from dugnad.work.actions.returning import give_back_all, remind_all
from dugnad.work.enums import LEASE, SOON, State
from dugnad.work.models import Task
from tests.cast import NOON, again, make_circle, make_member
from tests.work.making import SOON as LATER
from tests.work.making import make_task

JUST = timedelta(seconds=1)
OVER = LATER + LEASE


@pytest.fixture
def task(circle: Circle, bob: Member) -> Task:
    return make_task(bob, circle)


def test_taking_is_on_a_lease(task: Task, alice: Member, bob: Member) -> None:
    holding.claim(by=again(alice), task=task, at=LATER)
    assert (task.state, task.held_by, task.lease_until, task.version) == ("held", alice, OVER, 2)
    act = Act.objects.get(verb="claimed-task")
    assert (act.actor, act.toward, act.cause_id) == (alice.person_key, bob.person_key, task.act_id)
    holding.claim(by=again(alice), task=task, at=LATER)
    assert Act.objects.filter(verb="claimed-task").count() == 1


def test_a_second_claim_hears_who_was_first(alice: Member, bob: Member) -> None:
    dora = make_member("dora")
    task = make_task(bob, make_circle(alice, bob, dora))
    late = Task.objects.get(pk=task.pk)
    holding.claim(by=again(alice), task=task, at=LATER)
    with pytest.raises(Refused, match="alice has taken this"):
        holding.claim(by=again(dora), task=late, at=LATER)
    Block.objects.create(by=alice, of=dora)
    with pytest.raises(Refused, match="Somebody has taken this"):
        holding.claim(by=again(dora), task=Task.objects.get(), at=LATER)


def test_nobody_from_outside_takes_anything(task: Task, charlie: Member) -> None:
    for act in (holding.claim, holding.hand_over):
        with pytest.raises(Refused):
            act(by=again(charlie), task=task)
    with pytest.raises(Refused):
        holding.progress(by=again(charlie), task=task, text="I am in.")
    assert Task.objects.get().state == State.OPEN


def test_a_lease_goes_on_with_every_word_and_returns_without(task: Task, alice: Member, bob: Member) -> None:
    holding.claim(by=again(alice), task=task, at=LATER)
    halfway = LATER + LEASE / 2
    holding.progress(by=again(alice), task=task, text="They answered. I call on Monday.", at=halfway)
    assert task.lease_until == halfway + LEASE
    assert give_back_all(OVER) == 0
    assert give_back_all(halfway + LEASE - JUST) == 0
    assert give_back_all(halfway + LEASE) == 1
    task.refresh_from_db()
    assert task.state == "open"
    assert task.held_by is None
    act = Act.objects.get(verb="task-lease-returned")
    assert (act.actor, act.toward, act.audience) == ("", alice.person_key, "private")
    assert give_back_all(halfway + LEASE) == 0


def test_a_lease_that_is_over_holds_nothing_before_the_clock_says_so(task: Task, alice: Member, bob: Member) -> None:
    holding.claim(by=again(alice), task=task, at=LATER)
    assert (task.held(OVER - JUST), task.held(OVER)) == (True, False)
    with pytest.raises(Refused, match="alice has taken this"):
        holding.claim(by=again(bob), task=task, at=OVER - JUST)
    holding.claim(by=again(bob), task=task, at=OVER)
    assert task.held_by == bob
    assert list(Act.objects.order_by("id").values_list("verb", flat=True))[-2:] == [
        "task-lease-returned",
        "claimed-task",
    ]
    with pytest.raises(Refused, match="somebody else has taken it since"):
        holding.finish(by=again(alice), task=task, minutes=5, at=OVER)


def test_whoever_was_late_may_finish_what_nobody_took(task: Task, alice: Member) -> None:
    holding.claim(by=again(alice), task=task, at=LATER)
    give_back_all(OVER)
    holding.finish(by=again(alice), task=task, minutes=45, at=OVER)
    assert (task.state, task.done_by, task.done_at) == ("done", alice, OVER)


def test_a_holder_is_told_once_before_it_is_over(task: Task, alice: Member) -> None:
    holding.claim(by=again(alice), task=task, at=LATER)
    assert remind_all(OVER - SOON - JUST) == 0
    assert remind_all(OVER - SOON) == 1
    assert remind_all(OVER - SOON + JUST) == 0
    act = Act.objects.get(verb="task-lease-ends")
    assert (act.toward, act.audience) == (alice.person_key, "private")
    holding.progress(by=again(alice), task=task, text="Nearly there.", at=OVER - JUST)
    assert remind_all(OVER - JUST + LEASE - SOON) == 1


def test_handing_over_leaves_words_and_may_ask_somebody(
    task: Task, alice: Member, bob: Member, charlie: Member
) -> None:
    holding.claim(by=again(alice), task=task, at=LATER)
    with pytest.raises(Refused, match="somebody else"):
        holding.hand_over(by=again(bob), task=task)
    with pytest.raises(Refused, match="members of this circle"):
        holding.hand_over(by=again(alice), task=task, to=again(charlie), at=LATER)
    task.refresh_from_db()
    holding.hand_over(by=again(alice), task=task, text="The number is wrong.", to=again(bob), at=LATER)
    assert (task.state, task.held_by, task.handed_to, task.last_holder) == ("open", None, bob, None)
    assert task.notes.get().text == "The number is wrong."
    assert Act.objects.get(verb="handed-task-over").toward == bob.person_key
    holding.claim(by=again(bob), task=task, at=LATER)
    assert task.handed_to is None


def test_done_counts_the_minutes_it_took(task: Task, alice: Member, bob: Member) -> None:
    with pytest.raises(Refused, match="take the task first"):
        holding.finish(by=again(alice), task=task, minutes=40, at=LATER)
    holding.claim(by=again(alice), task=task, at=LATER)
    holding.finish(by=again(alice), task=task, minutes=40, text="Sent.", at=LATER)
    act = Act.objects.get(verb="task-done")
    assert (act.amount, act.toward, task.state, task.notes.get().act) == (40, bob.person_key, "done", act)
    holding.finish(by=again(alice), task=task, minutes=40, at=LATER)
    assert Act.objects.filter(verb="task-done").count() == 1
    with pytest.raises(Refused, match="come to an end"):
        holding.claim(by=again(bob), task=task, at=LATER)


def test_what_is_in_the_hands_of_somebody_gone_comes_back(task: Task, alice: Member, circle: Circle) -> None:
    dora = make_member("dora")
    enter(circle=circle, member=dora)
    holding.claim(by=again(dora), task=task, at=LATER)
    leave(by=again(dora), circle=circle)
    assert give_back_all(LATER + JUST) == 1


def test_a_change_of_state_that_is_not_declared_is_a_mistake_of_ours(task: Task) -> None:
    with pytest.raises(NotDeclared):
        move(task, {State.DONE}, State.HELD, NOON, {})
