"""What one steward could undo alone before, several decide now."""

from __future__ import annotations

import pytest

from dugnad.kit.refusal import Refused
from dugnad.protection.actions.marking import mark
from dugnad.protection.enums import Whom
from dugnad.protection.models import Keeping, Protection
from dugnad.quorum.actions.carrying import carry_out
from tests.cast import NOON, again
from tests.quorum.deciding import LATER, approves, circle_of, proposed, stewards_of

pytestmark = pytest.mark.django_db


def test_how_long_what_is_written_is_kept(movement: object) -> None:
    ann, ben = stewards_of(2)
    circle = circle_of(ann, ben)
    made = proposed(ann, circle, "keeping", days=30)
    approves(ann, made)
    with pytest.raises(Refused, match="One more steward"):
        carry_out(by=again(ann), proposal=made, at=LATER)
    assert not Keeping.objects.exists()
    approves(ben, made)
    carry_out(by=again(ann), proposal=made, at=LATER)
    assert Keeping.objects.get().days == 30


def test_the_mark_of_protection(movement: object) -> None:
    ann, ben = stewards_of(2)
    circle = circle_of(ann, ben)
    with pytest.raises(Refused, match="not protected"):
        proposed(ann, circle, "unprotect", none="")
    mark(by=again(ann), circle=circle, whom=Whom.MINORS, at=NOON)
    made = proposed(ann, circle, "unprotect", none="")
    approves(ann, made)
    with pytest.raises(Refused, match="One more steward"):
        carry_out(by=again(ann), proposal=made, at=LATER)
    assert Protection.objects.exists()
    approves(ben, made)
    carry_out(by=again(ann), proposal=made, at=LATER)
    assert not Protection.objects.exists()
