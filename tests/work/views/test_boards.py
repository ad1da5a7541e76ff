from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dugnad.circles.actions.membership import enter
from dugnad.circles.models import Circle
from dugnad.kit.clock import now
from dugnad.people.models import Block, Member, Skill, Speaks
from dugnad.work.actions import holding, units
from dugnad.work.actions.waiting import wait_for
from dugnad.work.enums import State
from dugnad.work.models import Task
from tests.cast import NOON, again, make_member, signed_in
from tests.work.making import make_job, make_task

CIRCLE_QUERIES = 21
MY_QUERIES = 24


def board(member: Member, circle: Circle) -> str:
    return signed_in(member).get(reverse("circle_work", args=[circle.pk])).content.decode()


def part(html: str, heading: str) -> str:
    """What stands under a heading."""
    return html.partition(f"<h2>{heading}</h2>")[2].partition("</section>")[0]


def test_each_task_stands_where_it_is(circle: Circle, alice: Member, bob: Member) -> None:
    at = now()
    free, mine, theirs = (
        make_task(bob, circle, title, at=at) for title in ("Find a hall", "Paint a sign", "Call the press")
    )
    later = make_task(bob, circle, "Invite people", minutes=240, at=at)
    checked = make_task(bob, circle, "Write the speech", checked_by_second=True, at=at)
    for on in (free, theirs):
        wait_for(by=again(bob), task=later, on=on, at=at)
    holding.claim(by=again(alice), task=mine, at=at)
    holding.claim(by=again(bob), task=theirs, at=at)
    holding.claim(by=again(bob), task=checked, at=at)
    holding.finish(by=again(bob), task=checked, minutes=30, at=at)
    html = board(alice, circle)
    assert "Paint a sign" in part(html, "In your hands")
    assert "Write the speech" in part(html, "To be checked, by you or another")
    ready = part(html, "Ready now")
    assert ("Find a hall" in ready, "1 task waits for it" in ready, ready.count('class="to"')) == (True, True, 1)
    waiting = part(html, "Waiting")
    assert "waits for: Find a hall" in waiting
    assert "waits for bob: Call the press" in waiting
    assert "Call the press" in part(html, "In others’ hands")
    assert "The longest chain is 2 tasks, about 5 hours." in html
    assert "Write the speech" in part(board(bob, circle), "Yours, to be checked by another")


def test_a_lease_that_is_over_is_not_shown_as_held(circle: Circle, alice: Member, bob: Member) -> None:
    task = make_task(bob, circle, "Find a hall")
    holding.claim(by=again(alice), task=task, at=now() - timedelta(days=4))
    html = board(alice, circle)
    assert "Find a hall" in part(html, "Ready now")
    assert "In your hands" not in html
    assert "alice has taken this" not in signed_in(bob).get(reverse("task", args=[task.pk])).content.decode()


def test_together_and_nobody_by_name(circle: Circle, alice: Member, bob: Member) -> None:
    dora = make_member("dora")
    enter(circle=circle, member=dora)
    job = make_job(bob, circle, 4, at=now())
    for by, expected in ((alice, "1 unit."), (bob, "2 units."), (dora, "3 units, by 3 people.")):
        (unit,) = units.take(by=again(by), task=job)
        units.finish_unit(by=again(by), unit=unit)
        assert f"Done in the last seven days: {expected}" in board(alice, circle)
    assert "3 of 4 done" in part(board(alice, circle), "Ready now")
    html = signed_in(alice).get(reverse("task_units", args=[job.pk])).content.decode()
    assert "3 of 4 done, by 3 people." in html
    assert "dora" not in html


def test_what_fits_comes_first_and_says_why(circle: Circle, alice: Member, bob: Member) -> None:
    law = Skill.objects.create(names={"en": "Law"})
    lawyer = Skill.objects.create(names={"en": "Lawyer"}, parent=law)
    nurse = Skill.objects.create(names={"en": "Nurse"})
    alice.skills.add(lawyer)
    Speaks.objects.create(member=alice, language="prs")
    make_task(bob, circle, "Bandage", skills=[nurse], at=NOON - timedelta(hours=2))
    make_task(bob, circle, "Carry chairs", minutes=15)
    make_task(bob, circle, "Call in Dari", languages=["prs", "ar"])
    make_task(bob, circle, "Read the permit", skills=[law], minutes=240, due_on=date(2026, 12, 1))
    asked = make_task(bob, circle, "Go on")
    holding.claim(by=again(bob), task=asked)
    holding.hand_over(by=again(bob), task=asked, to=again(alice))
    html = signed_in(alice).get(reverse("work")).content.decode()
    order = [html.index(title) for title in ("Go on", "Read the permit", "Call in Dari", "Carry chairs", "Bandage")]
    assert order == sorted(order)
    for why in ("You are asked to go on with this.", "You know about this: Law.", "You speak Dari."):
        assert why in html
    short = signed_in(alice).get(reverse("work") + "?minutes=15").content.decode()
    assert ("Carry chairs" in short, "Read the permit" in short) == (True, False)


def test_outsiders_see_no_work(circle: Circle, bob: Member, charlie: Member) -> None:
    make_task(bob, circle, "Kryptonite")
    assert "Kryptonite" not in board(charlie, circle)
    assert "Kryptonite" not in signed_in(charlie).get(reverse("work")).content.decode()
    assert signed_in(charlie).get(reverse("circle_work", args=["nothing"])).status_code == 404


def test_a_block_hides_tasks_both_ways_but_not_from_the_steward(circle: Circle, alice: Member, bob: Member) -> None:
    dora = make_member("dora")
    enter(circle=circle, member=dora)
    hidden, seen = make_task(bob, circle, "Kryptonite"), make_task(alice, circle, "Carry chairs")
    wait_for(by=again(alice), task=seen, on=hidden)
    Block.objects.create(by=bob, of=dora)
    html = board(dora, circle)
    assert "Kryptonite" not in html
    assert "waits for a task you cannot see" in part(html, "Waiting")
    assert "Kryptonite" in board(alice, circle)
    assert signed_in(dora).get(reverse("task", args=[hidden.pk])).status_code == 404


def one_of_each(circle: Circle, alice: Member, bob: Member, number: int) -> None:
    at = now()
    held, first, last, checked = (make_task(bob, circle, f"{title} {number}") for title in "HFLC")
    holding.claim(by=again(alice if number % 2 else bob), task=held, at=at)
    wait_for(by=again(bob), task=last, on=first)
    Task.objects.filter(pk=checked.pk).update(state=State.TO_CHECK, done_by=bob, done_at=at)
    job = make_job(bob, circle, 2)
    units.take(by=again(alice), task=job, at=at)


@pytest.mark.parametrize("rows", [2, 6])
def test_the_boards_cost_the_same_for_few_and_many(circle: Circle, alice: Member, bob: Member, rows: int) -> None:
    for number in range(rows):
        one_of_each(circle, alice, bob, number)
    client = signed_in(alice)
    for address, queries in ((reverse("circle_work", args=[circle.pk]), CIRCLE_QUERIES), (reverse("work"), MY_QUERIES)):
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            html = client.get(address).content.decode()
        assert html.count('class="to"') > rows * 4
        assert len(asked) == queries
