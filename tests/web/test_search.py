"""Campaigns, tasks and gatherings in the search, for those who may read them."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from dugnad.campaigns.actions import outcome, starting
from dugnad.campaigns.actions.starting import Words
from dugnad.campaigns.enums import Phase
from dugnad.circles.enums import Openness
from dugnad.circles.models import Circle
from dugnad.circles.searching import find
from dugnad.gatherings.enums import Sight
from dugnad.people.models import Block, Member
from tests.campaigns.making import make_campaign, make_open
from tests.cast import again, make_circle, signed_in
from tests.gatherings.making import tomorrow
from tests.work.making import make_task

pytestmark = pytest.mark.django_db


def found(member: Member, words: str = "kryptonite") -> set[str]:
    return {hit.found.path for hit in find(again(member), words)}


def test_a_draft_is_found_in_its_circle_and_what_is_open_by_all(circle: Circle, bob: Member, charlie: Member) -> None:
    draft = make_campaign(bob, circle, title="No kryptonite")
    assert (found(bob), found(charlie)) == ({f"/campaigns/{draft.pk}/"}, set())
    opened = make_open(bob, circle, title="Less kryptonite")
    assert found(charlie) == {f"/campaigns/{opened.pk}/"}


def test_it_is_found_by_its_words_as_they_are(circle: Circle, bob: Member) -> None:
    campaign = make_open(bob, circle)
    words = Words("Kryptonite", campaign.demand)
    starting.edit(by=again(bob), campaign=campaign, words=words)
    assert (len(found(bob)), found(bob, "slept")) == (1, set())
    outcome.tell_outcome(by=again(bob), campaign=campaign, outcome="They gave in.")
    assert len(found(bob, "gave")) == 1


def test_a_hidden_circle_is_named_to_those_who_know_of_it(alice: Member, bob: Member, charlie: Member) -> None:
    hidden = make_circle(alice, bob, openness=Openness.HIDDEN, name="The quiet ones")
    make_open(bob, hidden, title="Kryptonite")
    tomorrow(bob, hidden, title="Kryptonite", sight=Sight.EVERYONE)
    assert [hit.found.circle for hit in find(again(charlie), "kryptonite")] == ["", ""]
    assert [hit.found.circle for hit in find(again(alice), "kryptonite")] == ["The quiet ones"] * 2
    assert "quiet ones" not in signed_in(charlie).get("/search/?q=kryptonite").content.decode()


def test_tasks_and_gatherings_are_found_by_those_they_are_for(
    circle: Circle, alice: Member, bob: Member, charlie: Member
) -> None:
    task = make_task(bob, circle, title="Carry kryptonite")
    inner = tomorrow(bob, circle, text="About kryptonite.", venue="Cellar")
    public = tomorrow(bob, circle, title="Against kryptonite", sight=Sight.EVERYONE)
    ours = {f"/tasks/{task.pk}/", f"/gatherings/{inner.pk}/", f"/gatherings/{public.pk}/"}
    assert found(alice) == ours
    assert found(charlie) == {f"/gatherings/{public.pk}/"}
    assert found(alice, "cellar") == set()
    Block.objects.create(by=charlie, of=bob)
    assert found(charlie) == {f"/gatherings/{public.pk}/"}


def test_the_page_says_what_each_of_them_is(circle: Circle, bob: Member) -> None:
    make_open(bob, circle, title="Kryptonite")
    make_task(bob, circle, title="Kryptonite")
    tomorrow(bob, circle, title="Kryptonite")
    text = signed_in(bob).get("/search/?q=kryptonite").content.decode()
    for name in ("Campaign", "Task", "Gathering", "3 things found"):
        assert name in text


@pytest.mark.parametrize("times", [1, 3])
def test_as_many_questions_for_three_of_each(
    circle: Circle, bob: Member, times: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _each in range(times):
        make_open(bob, circle, title="Kryptonite", phase=Phase.OPEN)
        make_task(bob, circle, title="Kryptonite")
        tomorrow(bob, circle, title="Kryptonite")
    member = again(bob)
    with django_assert_num_queries(8):
        assert len(find(member, "kryptonite")) == 3 * times
