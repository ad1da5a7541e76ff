"""Several stewards pressing at the same moment, each in a transaction of their own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dugnad.circles.models import Circle
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from dugnad.quorum.actions.carrying import carry_out
from dugnad.quorum.actions.pausing import pause
from dugnad.quorum.models import Approval, Pause, Proposal
from tests.at_once import at_once
from tests.cast import again
from tests.quorum.deciding import LATER, approves, circle_of, proposed, stewards_of

pytestmark = pytest.mark.django_db(transaction=True)


def acts(verb: str) -> int:
    return Act.objects.filter(verb=verb).count()


def test_second_approvals_at_once_carry_it_out_once(movement: object) -> None:
    people = stewards_of(3)
    circle = circle_of(*people)
    made = proposed(people[0], circle)
    approves(people[0], made)

    def deciding(member: Member) -> Callable[[], object]:
        def does() -> object:
            mine = Proposal.objects.get(pk=made.pk)
            try:
                approves(member, mine, at=LATER)
            except Refused:
                pass  # the other was quicker, and it is done
            return carry_out(by=again(member), proposal=mine, at=LATER)

        return does

    results = at_once([deciding(one) for one in (people[1], people[2], people[1], people[2])])
    assert sorted(type(one).__name__ for one in results) == ["Proposal"] + ["Refused"] * 3
    assert (acts("quorum-carried-out"), acts("circle-changed")) == (1, 1)
    assert Circle.objects.get().retention_days == 30
    assert Approval.objects.values("member").distinct().count() == Approval.objects.count()


def test_a_pause_and_the_carrying_out_at_once(movement: object) -> None:
    """One of them comes first: either it was paused and is not done, or it was done and there is nothing to stop."""
    ann, ben = stewards_of(2)
    made = proposed(ann, circle_of(ann, ben))
    approves(ann, made)
    approves(ben, made)
    results = at_once(
        [
            lambda: carry_out(by=again(ann), proposal=Proposal.objects.get(), at=LATER),
            lambda: pause(by=again(ben), proposal=Proposal.objects.get(), at=LATER),
        ]
    )
    assert sum(isinstance(one, Refused) for one in results) == 1
    assert Pause.objects.count() + acts("circle-changed") == 1


def test_the_same_form_sent_several_times_is_one_proposal(movement: object) -> None:
    ann, ben = stewards_of(2)
    circle = circle_of(ann, ben)
    results = at_once([lambda: proposed(ann, Circle.objects.get(pk=circle.pk), form_key="the same") for _ in range(4)])
    assert {one.pk for one in results if isinstance(one, Proposal)} == {Proposal.objects.get().pk}
