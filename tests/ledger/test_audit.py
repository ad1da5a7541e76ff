from __future__ import annotations

from pathlib import Path

import pytest
from django.db import IntegrityError, connection

from dugnad.circles.models import Circle, Membership
from dugnad.ledger.audit import problems, recorded_models
from dugnad.ledger.mirror import Mirror, seal_now
from dugnad.ledger.models import Segment
from dugnad.people.models import Member
from tests.cast import NOON
from tests.flushing import guards
from tests.ledger.making import make_act

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sealing(tmp_path: Path) -> Mirror:
    return Mirror(tmp_path)


def test_all_is_well(circle: Circle, sealing: Mirror) -> None:
    assert problems(sealing) == []
    seal_now(sealing, at=NOON)
    assert problems(sealing) == []
    assert {Circle, Membership} <= set(recorded_models())


def test_act_that_leads_to_a_person(circle: Circle, alice: Member, sealing: Mirror) -> None:
    make_act(alice.pk)
    assert problems(sealing) == ["1 acts hold the id of a member in place of the person key."]


def test_act_of_something_else(circle: Circle, sealing: Mirror) -> None:
    stray = make_act("something else")
    Circle.objects.update(act=stray)
    assert problems(sealing) == [f"Act {stray.pk} belongs to a row of circles_circle, but is about something else."]


def test_state_without_act(circle: Circle, sealing: Mirror) -> None:
    if connection.vendor == "postgresql":  # it cannot come about
        with pytest.raises(IntegrityError, match="foreign key"):
            Circle.objects.update(act=999_999)
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys = OFF")
        cursor.execute("UPDATE circles_circle SET act_id = 999999")
    try:
        assert problems(sealing) == ["1 rows of circles_circle have no act."]
    finally:
        Circle.objects.update(act=make_act(circle.pk))
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA foreign_keys = ON")


def test_altered_missing_and_incomplete_mirror(circle: Circle, sealing: Mirror) -> None:
    number = seal_now(sealing, at=NOON)
    make_act(at=NOON)
    seal_now(sealing, at=NOON)
    first, second = Segment.objects.order_by("first_act")
    (sealing.root / first.path).write_bytes(b"")
    assert problems(sealing) == [f"{first.path} of the mirror is altered."]
    (sealing.root / first.path).unlink()
    assert problems(sealing) == [f"{first.path} of the mirror is missing."]
    first.delete()
    assert problems(sealing) == [f"The mirror should hold {number + 1} acts and holds 1."]
    assert second.rows == 1


def test_guard_that_is_gone(sealing: Mirror) -> None:
    table = " ON ledger_act" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER ledger_act_never_deleted{table}")
    try:
        assert problems(sealing) == [
            "The database would let acts be changed: its guard ledger_act_never_deleted is gone."
        ]
    finally:
        with connection.cursor() as cursor:
            cursor.execute(guards.deletion_guards(connection.vendor)["ledger_act_never_deleted"])
