from __future__ import annotations

import pytest

from dugnad.circles.actions.membership import enter
from dugnad.circles.models import Circle
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.people.models import Block, Member
from dugnad.work.actions import checking, holding
from dugnad.work.actions.waiting import wait_for, wait_no_more
from dugnad.work.models import Task, Wait
from tests.cast import again, make_circle, make_member
from tests.work.making import SOON, make_task


def test_a_task_waits_until_the_other_is_done(circle: Circle, alice: Member, bob: Member) -> None:
    letter, facts = make_task(bob, circle, "Write"), make_task(alice, circle, "Gather facts")
    wait_for(by=again(bob), task=letter, on=facts, at=SOON)
    wait_for(by=again(bob), task=letter, on=facts, at=SOON)
    assert Act.objects.filter(verb="task-waits").count() == 1
    with pytest.raises(Refused, match="waits for something else"):
        holding.claim(by=again(alice), task=letter, at=SOON)
    holding.claim(by=again(alice), task=facts, at=SOON)
    holding.finish(by=again(alice), task=facts, minutes=20, at=SOON)
    holding.claim(by=again(alice), task=letter, at=SOON)
    assert letter.held_by == alice


def test_what_is_closed_or_taken_away_is_waited_for_no_more(circle: Circle, alice: Member, bob: Member) -> None:
    last, one, two = (make_task(bob, circle, title) for title in ("Last", "One", "Two"))
    for on in (one, two):
        wait_for(by=again(bob), task=last, on=on)
    checking.close(by=again(alice), task=one, text="They know.", at=SOON)
    with pytest.raises(Refused, match="waits"):
        holding.claim(by=again(alice), task=last, at=SOON)
    wait_no_more(by=again(bob), task=last, on=two, at=SOON)
    wait_no_more(by=again(bob), task=last, on=two, at=SOON)
    assert Act.objects.filter(verb="task-waits-no-more").count() == 1
    holding.claim(by=again(alice), task=last, at=SOON)
    with pytest.raises(Refused, match="nothing to wait for"):
        wait_for(by=again(bob), task=two, on=one)


def test_a_circle_is_refused_and_its_way_named(circle: Circle, alice: Member, bob: Member) -> None:
    a, b, c = (make_task(bob, circle, title) for title in "ABC")
    wait_for(by=again(bob), task=a, on=b)
    wait_for(by=again(bob), task=b, on=c)
    with pytest.raises(Refused, match="this waits for “A”, which waits for “B”, which waits for this"):
        wait_for(by=again(bob), task=c, on=a)
    with pytest.raises(Refused, match="this waits for “A”, which waits for this"):
        wait_for(by=again(bob), task=b, on=a)
    with pytest.raises(Refused, match="itself"):
        wait_for(by=again(bob), task=a, on=a)
    assert Wait.objects.count() == 2


def test_the_way_tells_nothing_that_one_may_not_read(circle: Circle, alice: Member, bob: Member) -> None:
    dora = make_member("dora")
    enter(circle=circle, member=dora)
    a, b, c = make_task(bob, circle, "A"), make_task(alice, circle, "Kept"), make_task(bob, circle, "C")
    wait_for(by=again(bob), task=a, on=b)
    wait_for(by=again(alice), task=b, on=c)
    Block.objects.create(by=alice, of=dora)
    own = make_task(dora, circle, "Own")
    wait_for(by=again(alice), task=c, on=own)
    with pytest.raises(Refused, match="this waits for “A”, which waits for a task you cannot see, which waits for “C”"):
        wait_for(by=again(dora), task=own, on=a)


def test_only_those_it_concerns_arrange_and_only_within_a_circle(
    circle: Circle, alice: Member, bob: Member, charlie: Member
) -> None:
    one, two = make_task(alice, circle, "One"), make_task(alice, circle, "Two")
    for by in (bob, charlie):
        with pytest.raises(Refused):
            wait_for(by=again(by), task=one, on=two)
    far = make_task(alice, make_circle(alice, name="Lund"), "Far")
    with pytest.raises(Refused, match="same circle"):
        wait_for(by=again(alice), task=one, on=far)
    assert not Wait.objects.exists()


def test_a_task_made_as_the_first_step_of_another(circle: Circle, bob: Member) -> None:
    letter = make_task(bob, circle, "Write")
    first = make_task(bob, circle, "Find the address", first_for=letter)
    assert Task.objects.get(awaited_by__task=letter) == first
