"""What the page of a circle asks by prepared queries is what `visible_to` says."""

from __future__ import annotations

from itertools import product

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from dugnad.circles.enums import Openness, Role, Standing
from dugnad.circles.models import Circle, Membership, Vouch
from dugnad.circles.queries.finding import circle_for
from dugnad.circles.queries.people import stewards
from dugnad.ledger.models import Act
from dugnad.people.actions.blocks import block
from dugnad.people.models import Member
from tests.cast import again, make_member


def _stewards_by_rule(member: Member, circle: Circle) -> list[Member]:
    rows = Membership.objects.visible_to(member).filter(circle=circle, role=Role.STEWARD)
    return [row.member for row in rows.select_related("member").order_by("member__handle_folded")]


@pytest.mark.parametrize(("openness", "standing"), list(product(Openness.values, [*Standing.values, None, "word"])))
def test_a_circle_and_its_stewards_are_seen_as_the_rules_say(
    circle: Circle, alice: Member, bob: Member, charlie: Member, openness: str, standing: str | None
) -> None:
    Circle.objects.filter(pk=circle.pk).update(openness=openness)
    circle.refresh_from_db()
    mine = Membership.objects.filter(circle=circle, member=bob)
    if standing in Standing.values:
        mine.update(standing=standing)
    else:
        mine.delete()
    if standing == "word":
        act = Act.objects.create(verb="vouched", object_type="vouch", object_id="x")
        Vouch.objects.create(act=act, circle=circle, by=alice, for_member=bob)
    for member in (alice, bob, charlie):
        found = circle_for(again(member), circle.pk)
        assert found == Circle.objects.visible_to(again(member)).filter(pk=circle.pk).first()
        assert stewards(again(member), circle) == _stewards_by_rule(again(member), circle)


@pytest.mark.parametrize("openness", Openness.values)
def test_a_block_hides_a_steward_from_members_and_not_from_stewards(
    circle: Circle, alice: Member, bob: Member, openness: str
) -> None:
    Circle.objects.filter(pk=circle.pk).update(openness=openness)
    circle.refresh_from_db()
    block(by=bob, other=alice)
    assert stewards(again(bob), circle) == _stewards_by_rule(again(bob), circle) == []
    Membership.objects.filter(circle=circle, member=bob).update(role=Role.STEWARD)
    assert stewards(again(bob), circle) == _stewards_by_rule(again(bob), circle) == [alice, bob]


def test_what_was_changed_shows_at_once(circle: Circle, bob: Member) -> None:
    assert circle_for(again(bob), circle.pk) is not None
    Circle.objects.filter(pk=circle.pk).update(name="Another", openness=Openness.HIDDEN)
    found = circle_for(again(bob), circle.pk)
    assert found
    assert found.name == "Another"
    Membership.objects.filter(circle=circle, member=bob).update(standing=Standing.LEFT)
    assert circle_for(again(bob), circle.pk) is None


def test_there_is_no_circle_of_that_id(bob: Member) -> None:
    assert circle_for(bob, "nowhere") is None


@pytest.mark.parametrize("rows", [1, 3])
def test_stewards_cost_the_same_however_many_there_are(
    circle: Circle,
    bob: Member,
    charlie: Member,
    rows: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for member in (charlie, make_member("dora"))[: rows - 1]:
        act = Act.objects.create(verb="joined", object_type="circle", object_id=circle.pk)
        Membership.objects.update_or_create(
            circle=circle, member=member, defaults={"role": Role.STEWARD, "act": act, "standing": Standing.ACTIVE}
        )
    reader = again(bob)
    with django_assert_num_queries(3):  # where the reader stands, whom they are kept apart from, the stewards
        assert len(stewards(reader, circle)) == rows
