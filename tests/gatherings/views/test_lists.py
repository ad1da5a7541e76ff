from __future__ import annotations

from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from dugnad.circles.models import Circle
from dugnad.gatherings.enums import Every, Sight
from dugnad.gatherings.views.lists import circle_part
from dugnad.kit.clock import now
from dugnad.people.models import Member
from tests.cast import again, make_circle, signed_in
from tests.gatherings.making import comes, tomorrow

QUERIES = {"gatherings": 8, "circle_gatherings": 7}
PART_QUERIES = 4


def addresses(circle: Circle) -> dict[str, str]:
    return {
        "gatherings": reverse("gatherings"),
        "circle_gatherings": reverse("circle_gatherings", args=[circle.pk]),
    }


def test_mine_first_then_what_comes_up(circle: Circle, alice: Member, bob: Member) -> None:
    mine, other = tomorrow(alice, circle, title="Mine"), tomorrow(alice, circle, title="Other")
    comes(bob, mine, at=now())
    text = signed_in(bob).get(reverse("gatherings")).content.decode()
    first, second = text.split("Coming up")
    assert ("Mine" in first, "Other" in first, "Other" in second) == (True, False, True)
    assert reverse("gathering", args=[other.pk]) in second


def test_of_what_happens_every_week_the_next_day_is_listed(circle: Circle, alice: Member) -> None:
    made = tomorrow(alice, circle, every=Every.WEEK, times=5)
    made.occasions.filter(number=0).update(starts_at=now() - timedelta(days=3), ends_at=now() - timedelta(days=2))
    client = signed_in(alice)
    text = client.get(reverse("circle_gatherings", args=[circle.pk])).content.decode()
    assert text.count("Letters at six") == 1
    assert f"{reverse('gathering', args=[made.pk])}?on=1" in text
    been = client.get(reverse("circle_gatherings", args=[circle.pk]) + "?been=1").content.decode()
    assert f"{reverse('gathering', args=[made.pk])}?on=0" in been


def test_other_circles_are_not_listed(circle: Circle, bob: Member, charlie: Member) -> None:
    elsewhere = make_circle(charlie, name="Lund")
    tomorrow(charlie, elsewhere, title="In Lund")
    tomorrow(charlie, elsewhere, title="For all", sight=Sight.EVERYONE)
    text = signed_in(bob).get(reverse("gatherings")).content.decode()
    assert ("In Lund" in text, "For all" in text) == (False, True)
    theirs = signed_in(bob).get(reverse("circle_gatherings", args=[elsewhere.pk])).content.decode()
    assert ("In Lund" in theirs, "For all" in theirs) == (False, True)
    assert Client().get(reverse("circle_gatherings", args=[circle.pk])).status_code == 302


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("name", QUERIES)
def test_lists_cost_the_same_for_one_and_three(
    circle: Circle,
    alice: Member,
    bob: Member,
    rows: int,
    name: str,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(rows):
        comes(bob, tomorrow(alice, circle, title=f"Evening {number}"), at=now())
    client, address = signed_in(bob), addresses(circle)[name]
    client.get(address)
    with django_assert_num_queries(QUERIES[name]):
        client.get(address)


@pytest.mark.parametrize("rows", [1, 3])
def test_its_part_of_a_circles_page_costs_the_same(
    circle: Circle, alice: Member, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(rows):
        tomorrow(alice, circle, title=f"Evening {number}")
    reader, request = again(alice), RequestFactory().get("/")
    with django_assert_num_queries(PART_QUERIES):
        facts = circle_part(reader, circle, request)
        html = render_to_string("gatherings/circle_part.html", {"circle": circle, **facts})
    assert html.count("Evening") == rows
