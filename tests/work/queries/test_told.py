"""Whom acts around tasks concern, and what they may know of them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dugnad.circles.actions.membership import enter
from dugnad.circles.enums import Openness
from dugnad.circles.models import Circle
from dugnad.ledger.models import Act
from dugnad.people.models import Block, Member
from dugnad.people.telling import Pace, Words, telling, words_for
from dugnad.work.actions import checking, holding, units
from dugnad.work.actions.returning import give_back_all, remind_all
from dugnad.work.actions.waiting import wait_for
from dugnad.work.enums import LEASE, SOON
from dugnad.work.queries.told import new_tasks
from tests.cast import NOON, again, make_circle, make_member, signed_in
from tests.work.making import make_job, make_task

LATE = NOON + LEASE


def hearers(verb: str) -> dict[str, str]:
    """Who hears of the latest act of this kind, by handle, and how soon."""
    entry = telling(verb)
    assert entry is not None
    act = Act.objects.filter(verb=verb).latest("id")
    names = dict(Member.objects.values_list("pk", "handle"))
    return {names[one.member]: one.pace for one in entry.who([act])}


def words(member: Member, verb: str) -> Words | None:
    """What `member` may know of the latest act of this kind."""
    act = Act.objects.filter(verb=verb).latest("id")
    return words_for(again(member), [act]).get(act.pk)


def line(member: Member, verb: str) -> str:
    found = words(member, verb)
    return found.line if found else ""


def test_a_lease_that_is_nearly_over_and_one_that_is(circle: Circle, alice: Member, bob: Member) -> None:
    task = make_task(bob, circle)
    holding.claim(by=again(alice), task=task, at=NOON)
    assert hearers("claimed-task") == {"bob": Pace.DIGEST}
    assert line(bob, "claimed-task") == "alice has taken your task"
    remind_all(LATE - SOON)
    assert hearers("task-lease-ends") == {"alice": Pace.AT_ONCE}
    told = words(alice, "task-lease-ends")
    assert told is not None
    assert (told.page, told.over, told.title) == (reverse("task", args=[task.pk]), False, "Write to the council")
    holding.progress(by=again(alice), task=task, text="Nearly.", at=LATE - timedelta(hours=1))
    told = words(alice, "task-lease-ends")
    assert told is not None
    assert told.over
    give_back_all(LATE + LEASE)
    assert hearers("task-lease-returned") == {"alice": Pace.DIGEST}
    assert "free for others again" in line(alice, "task-lease-returned")


def test_mine_is_ready_when_the_last_it_waited_for_is_done(alice: Member, bob: Member) -> None:
    dora = make_member("dora")
    circle = make_circle(alice, bob, dora)
    mine, one, two = make_task(dora, circle, "Mine"), make_task(bob, circle, "One"), make_task(bob, circle, "Two")
    for on in (one, two):
        wait_for(by=again(dora), task=mine, on=on)
    for task, expected in ((one, {"bob": Pace.DIGEST}), (two, {"bob": Pace.DIGEST, "dora": Pace.AT_ONCE})):
        holding.claim(by=again(alice), task=task, at=NOON)
        holding.finish(by=again(alice), task=task, minutes=5, at=NOON)
        assert hearers("task-done") == expected
    told = words(dora, "task-done")
    assert told is not None
    assert (told.title, told.text, told.page) == ("Mine", "Two", reverse("task", args=[mine.pk]))
    assert "it is ready now" in told.line
    assert line(bob, "task-done") == "alice has done your task"


def test_a_check_is_wanted_and_made(circle: Circle, alice: Member, bob: Member) -> None:
    task = make_task(bob, circle, checked_by_second=True)
    holding.claim(by=again(alice), task=task, at=NOON)
    holding.finish(by=again(alice), task=task, minutes=5, at=NOON)
    assert hearers("task-done") == {"bob": Pace.AT_ONCE}
    assert line(bob, "task-done") == "alice has done this. Can you look at it?"
    checking.send_back(by=again(bob), task=task, text="No date.", at=NOON)
    assert hearers("task-sent-back") == {"alice": Pace.AT_ONCE}
    told = words(alice, "task-sent-back")
    assert told is not None
    assert (told.text, told.over) == ("No date.", False)
    holding.claim(by=again(alice), task=task, at=NOON)
    holding.finish(by=again(alice), task=task, minutes=5, at=NOON)
    checking.approve(by=again(bob), task=task, at=NOON)
    assert hearers("task-checked") == {"alice": Pace.DIGEST}
    assert "as it should be" in line(alice, "task-checked")


def test_stewards_are_asked_to_check_what_its_maker_did(circle: Circle, alice: Member, bob: Member) -> None:
    task = make_task(bob, circle, checked_by_second=True)
    holding.claim(by=again(bob), task=task, at=NOON)
    holding.finish(by=again(bob), task=task, minutes=5, at=NOON)
    assert hearers("task-done") == {"alice": Pace.AT_ONCE}
    assert line(bob, "task-done") == ""


def test_the_last_unit_tells_whoever_made_the_job(circle: Circle, alice: Member, bob: Member) -> None:
    job = make_job(bob, circle, 1)
    (unit,) = units.take(by=again(alice), task=job, at=NOON)
    units.finish_unit(by=again(alice), unit=unit, at=NOON)
    assert hearers("task-done") == {"bob": Pace.DIGEST}
    assert line(bob, "task-done") == "All units are done"


def test_handed_over_to_me_and_to_nobody_else(alice: Member, bob: Member) -> None:
    dora = make_member("dora")
    task = make_task(alice, make_circle(alice, bob, dora))
    holding.claim(by=again(alice), task=task, at=NOON)
    holding.hand_over(by=again(alice), task=task, text="The number is wrong.", to=again(bob), at=NOON)
    assert hearers("handed-task-over") == {"bob": Pace.AT_ONCE}
    told = words(bob, "handed-task-over")
    assert told is not None
    assert (told.line, told.text) == ("alice asks you to go on with this", "The number is wrong.")
    assert words(dora, "handed-task-over") is None
    Block.objects.create(by=alice, of=bob)
    assert words(bob, "handed-task-over") is None


def test_nothing_is_told_to_outsiders_and_only_open_circles_travel(
    circle: Circle, alice: Member, bob: Member, charlie: Member
) -> None:
    make_task(bob, circle, text="Ring the bell")
    assert words(charlie, "task-made") is None
    told = words(alice, "task-made")
    assert told is not None
    assert (told.line, told.text, told.travels) == ("bob has made a task", "Ring the bell", False)
    make_task(bob, make_circle(bob, openness=Openness.OPEN, name="Open"))
    told = words(charlie, "task-made")
    assert told is not None
    assert told.travels


def test_the_digest_has_new_tasks_that_can_be_begun(circle: Circle, alice: Member, bob: Member) -> None:
    first, later = make_task(bob, circle, "First"), make_task(bob, circle, "Later")
    wait_for(by=again(bob), task=later, on=first)
    found = new_tasks(again(alice), [circle.pk], NOON - timedelta(days=1), NOON, 5)
    assert [one.title for one in found] == ["First"]
    assert new_tasks(again(bob), [circle.pk], NOON - timedelta(days=1), NOON, 5) == []


@pytest.mark.parametrize("many", [1, 3])
def test_many_acts_take_as_many_questions_as_one(circle: Circle, alice: Member, bob: Member, many: int) -> None:
    for number in range(many):
        task = make_task(bob, circle, f"Task {number}")
        holding.claim(by=again(alice), task=task, at=NOON)
        holding.finish(by=again(alice), task=task, minutes=5, text="So.", at=NOON)
    acts = list(Act.objects.filter(verb="task-done"))
    reader = again(bob)
    with CaptureQueriesContext(connection) as asked:
        assert len(words_for(reader, acts)) == many
    assert len(asked) == 7


def test_a_member_who_came_late_sees_tasks_all_the_same(circle: Circle, bob: Member) -> None:
    task = make_task(bob, circle)
    dora = make_member("dora")
    enter(circle=circle, member=dora)
    assert signed_in(dora).get(reverse("task", args=[task.pk])).status_code == 200
