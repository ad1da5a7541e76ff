from __future__ import annotations

from datetime import timedelta

from pytest_django.fixtures import DjangoAssertNumQueries

from dugnad.asks.queries.week import this_week
from dugnad.circles.actions.membership import enter
from dugnad.circles.enums import Openness
from dugnad.circles.models import Circle
from dugnad.people.models import Block, Member
from tests.asks.making import make_answer, make_ask
from tests.cast import NOON, again, make_circle, make_member

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
AT = NOON + 3 * DAY


def ten(circle: Circle, alice: Member, bob: Member) -> None:
    """Ten asks by bob; alice answers seven within hours, dora one too late, and bob only adds to one."""
    dora = make_member("dora")
    enter(circle=circle, member=dora, at=NOON - DAY)
    needs = [make_ask(bob, circle, at=NOON + n * HOUR) for n in range(10)]
    for n, need in enumerate(needs[:7], 1):
        make_answer(alice, need, at=need.created_at + n * HOUR)
        make_answer(alice, need, at=need.created_at + 20 * HOUR)
    make_answer(dora, needs[7], at=needs[7].created_at + 25 * HOUR)
    make_answer(bob, needs[8], at=needs[8].created_at + HOUR)


def test_the_numbers_of_a_week(circle: Circle, alice: Member, bob: Member) -> None:
    ten(circle, alice, bob)
    week = this_week(again(alice), AT)
    assert week is not None
    assert (week.asks, week.within_a_day, week.half_within, week.helpers) == (10, 7, 4 * HOUR, 2)


def test_fewer_than_ten_are_people_and_not_numbers(circle: Circle, alice: Member, bob: Member) -> None:
    ten(circle, alice, bob)
    assert this_week(again(alice), NOON + DAY + 8 * HOUR) is None
    assert this_week(again(alice), NOON + 8 * DAY + HOUR) is None


def test_only_what_one_may_read_counts(circle: Circle, alice: Member, bob: Member, charlie: Member) -> None:
    ten(circle, alice, bob)
    make_circle(charlie, name="Elsewhere")
    assert this_week(again(charlie), AT) is None


def test_two_questions_however_many(
    circle: Circle, alice: Member, bob: Member, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ten(circle, alice, bob)
    member = again(alice)
    this_week(member, AT)
    with django_assert_num_queries(2):
        this_week(member, AT)


def test_the_quick_way_and_the_orm_count_the_same(circle: Circle, alice: Member, bob: Member, charlie: Member) -> None:
    ten(circle, alice, bob)
    lund = make_circle(charlie, bob, name="Lund", openness=Openness.OPEN)
    ten_more = [make_ask(charlie, lund, at=NOON + n * HOUR) for n in range(4)]
    make_answer(bob, ten_more[0], at=NOON + 5 * HOUR)
    enter(circle=circle, member=charlie, at=NOON + 3 * HOUR)
    quick = {member.handle: this_week(again(member), AT) for member in (alice, bob, charlie)}
    stranger = make_member("stranger")
    for member in (alice, bob, charlie):
        Block.objects.create(by=member, of=stranger)
    assert {member.handle: this_week(again(member), AT) for member in (alice, bob, charlie)} == quick
    assert [week.asks for week in quick.values() if week] == [10, 14, 11]
