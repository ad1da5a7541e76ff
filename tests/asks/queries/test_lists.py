from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from dugnad.asks.actions import holding
from dugnad.asks.actions.reading import mark_read
from dugnad.asks.enums import State, Urgency
from dugnad.asks.jobs import rise
from dugnad.asks.models import Ask
from dugnad.asks.queries import lists
from dugnad.asks.queries.rows import AskRow
from dugnad.circles.actions.membership import enter
from dugnad.circles.enums import Openness
from dugnad.circles.models import Circle
from dugnad.people.models import Block, Member, Place
from tests.asks.making import SOON, make_answer, make_ask
from tests.cast import NOON, again, make_circle, make_member


def titles(rows: list[AskRow]) -> list[str]:
    return [row.title for row in rows]


def test_by_need_then_by_who_has_waited_longest(circle: Circle, alice: Member, bob: Member) -> None:
    for minute, (title, urgency) in enumerate(
        [("later", Urgency.NO_HURRY), ("now, answered", Urgency.NOW), ("now, second", Urgency.NOW), ("week", 2)]
    ):
        made = make_ask(bob, circle, title=title, urgency=Urgency(urgency), at=NOON + timedelta(minutes=minute))
        if "answered" in title:
            make_answer(alice, made)
    make_ask(bob, circle, title="now, first", urgency=Urgency.NOW, at=NOON)
    expected = ["now, first", "now, second", "now, answered", "week", "later"]
    assert titles(lists.by_need(again(alice)).items) == expected
    assert titles(lists.of_circle(again(alice), circle.pk).items) == expected
    assert titles(lists.open_in(again(alice), circle.pk)) == expected
    first = lists.by_need(again(alice), size=2)
    assert titles(first.items) + titles(lists.by_need(again(alice), after=first.next).items) == expected


def test_what_was_handed_back_stands_before_what_was_answered(circle: Circle, alice: Member, bob: Member) -> None:
    for title in ("answered", "handed back"):
        made = make_ask(bob, circle, title=title)
        make_answer(alice, made)
        if title == "handed back":
            holding.take(by=again(alice), ask=made)
            holding.hand_over(by=again(alice), ask=made)
    assert titles(lists.open_in(again(bob), circle.pk)) == ["handed back", "answered"]


def test_marks_of_what_is_new(circle: Circle, alice: Member, bob: Member) -> None:
    need = make_ask(bob, circle)
    make_answer(alice, need)
    (mine,), (others,) = lists.open_in(again(bob), circle.pk), lists.open_in(again(alice), circle.pk)
    assert (mine.unread, mine.fresh, others.unread, others.fresh) == (False, 0, True, 0)
    mark_read(by=bob, ask=need, until=NOON)
    mark_read(by=alice, ask=need, until=SOON)
    make_answer(bob, need, at=SOON + timedelta(minutes=1))
    (mine,), (others,) = lists.open_in(again(bob), circle.pk), lists.open_in(again(alice), circle.pk)
    assert (mine.unread, mine.fresh, others.unread, others.fresh) == (False, 1, False, 1)


def test_what_one_may_not_read_is_in_no_list(circle: Circle, alice: Member, bob: Member, charlie: Member) -> None:
    early = make_ask(bob, circle, title="Before charlie came")
    holding.take(by=again(alice), ask=make_ask(bob, circle, title="Held"))
    for found in EVERY.values():
        assert found(again(charlie), circle) == []
    enter(circle=circle, member=charlie, at=SOON)
    late = make_ask(bob, circle, title="After", at=SOON)
    assert titles(lists.open_in(again(charlie), circle.pk)) == [late.title]
    assert titles(lists.waiting_near(again(charlie))) == [late.title]
    assert early.title not in titles(lists.recent(again(charlie)))


EVERY: dict[str, Callable[[Member, Circle], list[AskRow]]] = {
    "open_in": lambda member, circle: lists.open_in(member, circle.pk),
    "of_circle": lambda member, circle: lists.of_circle(member, circle.pk, state=State.OPEN).items,
    "by_need": lambda member, circle: lists.by_need(member).items,
    "recent": lambda member, circle: lists.recent(member),
    "waiting_near": lambda member, circle: lists.waiting_near(member),
    "urgent_untaken": lambda member, circle: lists.urgent_untaken(member),
    "risen": lambda member, circle: lists.risen(member),
    "mine_open": lambda member, circle: lists.mine_open(member),
    "held_by_me": lambda member, circle: lists.held_by_me(member),
}


@pytest.fixture
def busy(circle: Circle, alice: Member, bob: Member) -> list[Member]:
    """Two closed circles and an open one, members who came at different times, asks in every state."""
    dora, emil = make_member("dora"), make_member("emil")
    youth = make_circle(alice, dora, name="Youth", history_open=True)
    lund = make_circle(dora, bob, name="Lund", openness=Openness.OPEN)
    enter(circle=circle, member=emil, at=NOON + timedelta(minutes=2))
    enter(circle=youth, member=emil, at=NOON + timedelta(minutes=2))
    for minute in range(4):
        at = NOON + timedelta(minutes=minute)
        for where, by in ((circle, bob), (youth, dora), (lund, bob), (circle, alice)):
            make_ask(by, where, title=f"{where.name} {minute} by {by.handle}", urgency=Urgency(minute), at=at)
    for need in Ask.objects.filter(title__in=["Skåne 3 by bob", "Lund 3 by bob", "Youth 1 by dora"]):
        make_answer(again(need.circle.memberships.get(role="steward").member), need, at=NOON + timedelta(minutes=5))
    holding.take(by=again(alice), ask=Ask.objects.get(title="Skåne 2 by bob"), at=SOON)
    holding.close(by=again(dora), ask=Ask.objects.get(title="Youth 2 by dora"), at=SOON)
    rise(NOON + timedelta(days=2))
    return [alice, bob, dora, emil, make_member("freya")]


def test_the_quick_way_and_the_orm_find_the_same(busy: list[Member], circle: Circle) -> None:
    stranger = make_member("stranger")
    quick = {(member.handle, name): found(again(member), circle) for member in busy for name, found in EVERY.items()}
    for member in busy:
        Block.objects.create(by=member, of=stranger)
    slow = {(member.handle, name): found(again(member), circle) for member in busy for name, found in EVERY.items()}
    assert quick == slow
    assert {name for (_, name), rows in quick.items() if rows} == set(EVERY)
    for (handle, name), rows in quick.items():
        readable = Ask.objects.visible_to(Member.objects.get(handle=handle)).values_list("pk", flat=True)
        assert {row.pk for row in rows} <= set(readable), (handle, name)


def test_a_block_is_silent_in_the_counts(circle: Circle, alice: Member, bob: Member) -> None:
    dora = make_member("dora")
    enter(circle=circle, member=dora, at=NOON - timedelta(days=1))
    need = make_ask(bob, circle)
    make_answer(alice, need)
    Block.objects.create(by=dora, of=alice)
    (row,) = lists.open_in(again(dora), circle.pk)
    assert row.answers == 0
    make_ask(alice, circle, title="By alice")
    assert titles(lists.open_in(again(dora), circle.pk)) == [need.title]


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("asks", [1, 3])
def test_as_many_questions_for_one_row_as_for_three(
    circle: Circle, alice: Member, bob: Member, name: str, asks: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(asks):
        need = make_ask(bob, circle)
        if name == "held_by_me":
            holding.take(by=again(alice), ask=need)
        if name == "urgent_untaken":
            make_answer(alice, need)
    rise(NOON + timedelta(days=9))
    member = again(bob if name == "mine_open" else alice)
    chosen_from_many = name in {"waiting_near", "urgent_untaken"}
    with django_assert_num_queries(4 if chosen_from_many else 3):
        assert len(EVERY[name](member, circle)) == asks


def test_near_comes_before_far_within_the_same_urgency(circle: Circle, alice: Member, bob: Member) -> None:
    def place(pk: int, name: str, latitude: float, longitude: float) -> Place:
        facts = {"country": "SE", "latitude": latitude, "longitude": longitude, "folded": name.lower()}
        return Place.objects.create(id=pk, name=name, **facts)

    lund, malmo, kiruna = place(1, "Lund", 55.7, 13.19), place(2, "Malmö", 55.6, 13.0), place(3, "Kiruna", 67.85, 20.22)
    Member.objects.filter(pk=alice.pk).update(place=lund)
    for title, where, urgency in (
        ("far now", kiruna, Urgency.NOW),
        ("near week", malmo, Urgency.THIS_WEEK),
        ("nowhere now", None, Urgency.NOW),
        ("here now", lund, Urgency.NOW),
        ("near now", malmo, Urgency.NOW),
    ):
        make_ask(bob, circle, title=title, place=where, urgency=urgency)
    rows = lists.waiting_near(again(alice))
    assert titles(rows) == ["here now", "near now", "nowhere now", "near week", "far now"]
    assert [None if row.kilometres is None else round(row.kilometres) for row in rows] == [0, 16, None, 16, 1399]


def test_ones_own_are_not_waiting_for_oneself(circle: Circle, alice: Member, bob: Member) -> None:
    make_ask(bob, circle)
    assert lists.waiting_near(again(bob)) == []
    assert titles(lists.mine_open(again(bob))) == ["A bed for two nights"]
    assert lists.mine_open(again(alice)) == []


def test_only_stewards_see_what_rose(circle: Circle, alice: Member, bob: Member) -> None:
    make_ask(bob, circle)
    rise(NOON + timedelta(days=1))
    assert titles(lists.risen(again(alice))) == ["A bed for two nights"]
    assert lists.risen(again(bob)) == []
