from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError

from dugnad.circles.enums import Role
from dugnad.circles.models import Circle, Membership
from dugnad.kit.inserting import insert_many
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from tests.cast import LONG_AGO, make_member

pytestmark = pytest.mark.django_db


def acts(*numbers: int) -> list[Act]:
    return [
        Act(id=n, at=LONG_AGO, verb="asked", object_type="ask", object_id=str(n), amount=n or None) for n in numbers
    ]


def test_rows_are_those_that_bulk_create_makes(circle: Circle) -> None:
    assert insert_many(acts(900_001, 900_002), batch=1) == 2
    Act.objects.bulk_create(acts(900_003))
    first, second, third = Act.objects.filter(pk__gt=900_000).order_by("pk")
    for one in (first, second):
        assert (one.at, one.verb, one.cause_id, one.audience) == (third.at, third.verb, third.cause_id, third.audience)
        assert one.transaction == third.transaction
    assert [one.amount for one in (first, second, third)] == [900_001, 900_002, 900_003]


def test_choices_moments_and_nothing_come_through(circle: Circle, alice: Member) -> None:
    dora = make_member("dora")
    told = Membership.objects.get(circle=circle, member=alice)
    row = Membership(id="m" * 16, act=acts(900_009)[0], circle=circle, member=dora, role=Role.STEWARD)
    row.joined_at = LONG_AGO + timedelta(microseconds=7)
    insert_many(acts(900_009))
    insert_many([row])
    found = Membership.objects.get(member=dora)
    assert (found.role, found.joined_at, found.brought_by_id) == ("steward", row.joined_at, None)
    assert found.standing == told.standing


def test_what_the_database_refuses_is_refused(circle: Circle) -> None:
    with pytest.raises(IntegrityError):
        insert_many([*acts(900_001), *acts(900_001)])


def test_nothing_is_nothing() -> None:
    assert insert_many([]) == 0
