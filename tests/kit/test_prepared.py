from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db.models import Exists, F, OuterRef, QuerySet, Value
from pytest_django.fixtures import DjangoAssertNumQueries

from dugnad.circles.models import Circle, Membership
from dugnad.kit.prepared import NotPreparable, Prepared
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
