from __future__ import annotations

import pytest

from dugnad.circles.actions.membership import enter
from dugnad.circles.models import Circle, Membership
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from tests.cast import NOON, again


def test_entering_is_recorded_with_who_brought_them(circle: Circle, bob: Member, charlie: Member) -> None:
    enter(circle=circle, member=charlie, brought_by=bob, at=NOON)
    joined, brought = Act.objects.order_by("id").filter(verb__in=["joined", "brought"], at=NOON)
    assert (joined.verb, joined.actor, joined.toward) == ("joined", charlie.person_key, bob.person_key)
    assert (brought.verb, brought.actor, brought.cause_id) == ("brought", bob.person_key, joined.pk)
    assert Circle.objects.visible_to(again(charlie)).get() == circle


def test_nobody_enters_twice(circle: Circle, bob: Member) -> None:
    before = Act.objects.count(), Membership.objects.count()
    with pytest.raises(Refused, match="already"):
        enter(circle=circle, member=bob, at=NOON)
    assert (Act.objects.count(), Membership.objects.count()) == before
