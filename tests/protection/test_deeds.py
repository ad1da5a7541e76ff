"""Less protection takes several stewards."""

from __future__ import annotations

import pytest

from dugnad.circles.models import Circle
from dugnad.kit.refusal import Refused
from dugnad.people.models import Member
from dugnad.protection.actions.keeping import keep_for
from dugnad.protection.queries.circle import facts_of, protection_of
from dugnad.quorum.actions.carrying import carry_out
from dugnad.quorum.models import Proposal
from tests.cast import NOON, again
from tests.protection.making import protected
from tests.quorum.deciding import LATER, approves, circle_of, proposed, stewards_of


def decided(circle: Circle, stewards: list[Member], action: str, **answers: int) -> None:
    made = proposed(stewards[0], circle, action, **(answers or {"nothing": 0}))
    for one in stewards[:2]:
        approves(one, made)
    with pytest.raises(Refused):
        carry_out(by=again(stewards[0]), proposal=Proposal.objects.get(pk=made.pk), at=NOON)
    carry_out(by=again(stewards[0]), proposal=Proposal.objects.get(pk=made.pk), at=LATER)


def test_two_of_three_take_the_mark_away_after_two_days(movement: object) -> None:
    stewards = stewards_of(3)
    circle = protected(circle_of(*stewards), stewards[0])
    decided(circle, stewards, "unprotect")
    assert protection_of(circle.pk) is None
    with pytest.raises(Refused, match="not protected"):
        proposed(stewards[0], circle, "unprotect", nothing=0)


def test_how_long_things_are_kept_is_decided_together(movement: object) -> None:
    stewards = stewards_of(3)
    circle = circle_of(*stewards)
    with pytest.raises(Refused, match="several stewards"):
        keep_for(by=again(stewards[0]), circle=circle, days=7, at=NOON)
    decided(circle, stewards, "keeping", days=30)
    assert facts_of(circle).days == 30


def test_what_is_sealed_is_not_kept_longer_in_a_protected_circle(movement: object) -> None:
    stewards = stewards_of(3)
    circle = protected(circle_of(*stewards), stewards[0])
    made = proposed(stewards[0], circle, "retention", days=365)
    for one in stewards[:2]:
        approves(one, made)
    with pytest.raises(Refused, match="90 days"):
        carry_out(by=again(stewards[0]), proposal=Proposal.objects.get(pk=made.pk), at=LATER)
    assert Circle.objects.get(pk=circle.pk).retention_days == 90
