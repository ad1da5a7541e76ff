from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from pytest_django.fixtures import DjangoAssertNumQueries

from dugnad.circles.models import Circle, Membership
from dugnad.kit.prepared import NotPreparable, Prepared, PreparedUpdate, Shaped
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from tests.cast import LONG_AGO


def _memberships(member: str) -> QuerySet[Membership]:
    found = Membership.objects.filter(member=member).select_related("circle", "brought_by")
    return found.annotate(name=F("member__handle"), again=Value("said"))


def _inside(circle: str, since: datetime) -> QuerySet[Membership, tuple[Any, ...]]:
    found = Membership.objects.filter(circle=circle, joined_at__gte=since).order_by("member__handle")
    acted = Exists(Act.objects.filter(actor=OuterRef("member__person_key"), circle=circle))
    return found.annotate(acted=acted).values_list("member__handle", "joined_at", "acted")


MEMBERSHIPS, INSIDE = Prepared(_memberships), Prepared(_inside)


def test_objects_are_as_the_orm_makes_them(
    circle: Circle, alice: Member, bob: Member, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for member in (alice, bob):
        with django_assert_num_queries(1):
            (found,) = MEMBERSHIPS.objects(member=member.pk)
            assert (found.circle.name, found.brought_by, found.name, found.again) == (
                "Skåne",
                None,
                member.handle,
                "said",
            )
        (plain,) = _memberships(member.pk)
        assert found == plain
        assert vars(found).keys() == vars(plain).keys()
        assert found.joined_at == plain.joined_at
        assert not found._state.adding


def test_rows_with_a_value_that_is_asked_twice_and_a_moment(circle: Circle, alice: Member, bob: Member) -> None:
    for since in (LONG_AGO, LONG_AGO + timedelta(microseconds=1)):
        assert INSIDE.rows(circle=circle.pk, since=since) == list(_inside(circle.pk, since))
    assert INSIDE.rows(circle=circle.pk, since=LONG_AGO) == [("alice", LONG_AGO, True), ("bob", LONG_AGO, True)]
    assert INSIDE.rows(circle="elsewhere", since=LONG_AGO) == []


def test_a_value_is_only_ever_a_value(circle: Circle, alice: Member) -> None:
    for odd in ("' OR 1=1 --", "%s", '"', "\x01member\x01"):
        assert MEMBERSHIPS.objects(member=odd) == []


def test_what_is_missing_or_too_much_is_a_mistake(circle: Circle) -> None:
    with pytest.raises(TypeError):
        MEMBERSHIPS.objects()
    with pytest.raises(TypeError):
        MEMBERSHIPS.objects(member="a", circle="b")


def test_a_value_that_does_not_come_through_is_noticed(circle: Circle) -> None:
    cut = Prepared(lambda member: Membership.objects.filter(member=member[:3]))
    with pytest.raises(NotPreparable):
        cut.objects(member="a")


def _in_circles(circles: list[str], members: list[str], since: datetime, last: date) -> QuerySet[Membership]:
    found = Membership.objects.filter(circle__in=circles, joined_at__gte=since, joined_at__date__lte=last)
    return found.filter(Q(member__in=members) | Q(role="steward")).select_related("member").order_by("member__handle")


IN_CIRCLES = Shaped(_in_circles)


def test_lists_of_every_length_are_as_the_orm_finds_them(circle: Circle, alice: Member, bob: Member) -> None:
    last = LONG_AGO.date() + timedelta(days=1)
    for circles in ([], [circle.pk], ["elsewhere", circle.pk], [circle.pk, "elsewhere", circle.pk]):
        for members in ([], [bob.pk], [alice.pk, bob.pk]):
            for day in (last, last - timedelta(days=9)):
                quick = IN_CIRCLES.objects(circles=circles, members=members, since=LONG_AGO, last=day)
                assert quick == list(_in_circles(circles, members, LONG_AGO, day))
    assert [
        row.member for row in IN_CIRCLES.objects(circles=[circle.pk], members=[bob.pk], since=LONG_AGO, last=last)
    ] == [
        alice,
        bob,
    ]


def test_an_empty_list_asks_nothing_where_there_can_be_no_rows(
    circle: Circle, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        assert IN_CIRCLES.objects(circles=[], members=[], since=LONG_AGO, last=LONG_AGO.date()) == []


def test_in_lists_too_what_does_not_come_through_is_noticed(circle: Circle) -> None:
    def cut(circles: list[str], member: str) -> QuerySet[Membership]:
        return Membership.objects.filter(circle__in=circles, member=member[:3])

    with pytest.raises(NotPreparable):
        Shaped(cut).objects(circles=[circle.pk], member="a")


def test_only_so_many_shapes_are_kept(circle: Circle) -> None:
    made: list[int] = []

    def build(circles: list[str]) -> QuerySet[Membership, tuple[Any, ...]]:
        made.append(len(circles))
        return Membership.objects.filter(circle__in=circles).values_list("member")

    shaped = Shaped(build, shapes=2)
    for length in (1, 2, 1, 3, 1, 2):
        assert len(shaped.rows(circles=[circle.pk] * length)) == 2
    assert made == [1, 2, 3, 2]


def _moved(circle: str, since: datetime, at: datetime) -> tuple[QuerySet[Membership], dict[str, Any]]:
    return Membership.objects.filter(circle=circle, joined_at__gte=since), {"joined_at": at, "role": F("role")}


MOVED = PreparedUpdate(_moved)


def test_an_update_changes_the_rows_it_names_and_tells_how_many(circle: Circle, alice: Member, bob: Member) -> None:
    later = LONG_AGO + timedelta(days=1)
    roles = set(Membership.objects.values_list("member__handle", "role"))
    for since, changed in ((later, 0), (LONG_AGO, 2), (later, 2), (later + timedelta(days=1), 0)):
        assert MOVED.update(circle=circle.pk, since=since, at=later) == changed
    assert MOVED.update(circle="elsewhere", since=LONG_AGO, at=LONG_AGO) == 0
    assert set(Membership.objects.values_list("joined_at", flat=True)) == {later}
    assert set(Membership.objects.values_list("member__handle", "role")) == roles


def test_an_update_of_rows_there_cannot_be_asks_nothing(
    circle: Circle, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    none = PreparedUpdate(lambda circle: (Membership.objects.filter(circle=circle, member__in=[]), {"role": "steward"}))
    with django_assert_num_queries(0), pytest.raises(NotPreparable):
        none.update(circle=circle.pk)
