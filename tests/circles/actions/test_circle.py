from __future__ import annotations

import pytest

from dugnad.circles.actions.circle import change, found
from dugnad.circles.enums import Openness
from dugnad.circles.models import Circle, Membership
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from tests.cast import NOON


def test_a_founder_tends_what_is_closed_until_they_say_otherwise(charlie: Member) -> None:
    circle = found(by=charlie, name="Night", purpose="We are awake.", at=NOON)
    facts = (circle.openness, circle.history_open, circle.vouches_needed, circle.retention_days)
    assert facts == ("closed", False, 2, 90)
    mine = Membership.objects.get()
    assert (mine.member, mine.role, mine.act.cause_id) == (charlie, "steward", circle.act_id)
    assert (circle.act.verb, circle.act.audience) == ("founded", "movement")


def test_of_a_hidden_circle_nobody_hears(charlie: Member) -> None:
    circle = found(by=charlie, name="Night", purpose="We are awake.", openness=Openness.HIDDEN, at=NOON)
    assert circle.act.audience == "circle"


def test_changed_norms_are_a_new_version_the_changer_has_read(circle: Circle, alice: Member, bob: Member) -> None:
    founded = circle.act_id
    change(by=alice, circle=circle, basis=founded, norms="Be kind.", at=NOON)
    assert (circle.norms, circle.norms_version, circle.act.verb, circle.act.cause_id) == (
        "Be kind.",
        2,
        "circle-changed",
        founded,
    )
    accepted = dict(Membership.objects.values_list("member__handle", "norms_accepted"))
    assert accepted == {"alice": 2, "bob": 1}


def test_other_changes_leave_the_norms(circle: Circle, alice: Member) -> None:
    change(by=alice, circle=circle, basis=circle.act_id, name="Blekinge", norms=circle.norms, at=NOON)
    assert (circle.name, circle.norms_version) == ("Blekinge", 1)


def test_of_two_changes_at_once_the_second_looks_again(circle: Circle, alice: Member) -> None:
    basis = circle.act_id
    change(by=alice, circle=circle, basis=basis, name="Blekinge", at=NOON)
    before = Act.objects.count()
    with pytest.raises(Refused, match="Another steward"):
        change(by=alice, circle=circle, basis=basis, name="Halland", at=NOON)
    assert (Circle.objects.get().name, Act.objects.count()) == ("Blekinge", before)


def test_members_change_nothing(circle: Circle, bob: Member) -> None:
    with pytest.raises(Refused, match="Only the stewards"):
        change(by=bob, circle=circle, basis=circle.act_id, name="Mine", at=NOON)
    assert Circle.objects.get().name == "Skåne"
