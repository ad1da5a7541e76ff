from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from dugnad.circles.actions.application import apply
from dugnad.circles.actions.keeping_out import ban
from dugnad.circles.actions.membership import enter, leave
from dugnad.circles.actions.vouch import vouch
from dugnad.circles.enums import Openness
from dugnad.circles.models import Circle, Membership
from dugnad.kit.clock import now
from dugnad.people.models import Member
from tests.cast import LONG_AGO, make_circle, make_member, signed_in

QUERIES = 11


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_however_long(
    alice: Member, bob: Member, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for number in range(rows):
        mine = make_circle(bob, name=f"Mine {number}")
        apply(by=alice, circle=mine, norms=1)
        other = make_circle(alice, make_member(f"dora{number}"), name=f"Other {number}")
        vouch(by=alice, circle=other, for_member=bob)
    client = signed_in(bob)
    with django_assert_num_queries(QUERIES):
        page = client.get("/circles/").content.decode()
    assert (page.count("1 waits to come in"), page.count("1 of the 2 words")) == (rows, rows)


def test_what_one_may_see_and_how_it_is_entered(alice: Member, bob: Member) -> None:
    for openness in Openness:
        make_circle(alice, openness=openness, name=f"A {openness} circle")
    page = signed_in(bob).get("/circles/").content.decode()
    assert "A open circle" in page
    assert "join with one tap" in page
    assert "A closed circle" in page
    assert "A hidden circle" not in page


def test_no_circle_yet(charlie: Member) -> None:
    assert "You are in no circle yet" in signed_in(charlie).get("/circles/").content.decode()


def test_whoever_left_lately_may_come_back(circle: Circle, bob: Member) -> None:
    leave(by=bob, circle=circle, at=now() - timedelta(days=6))
    client = signed_in(bob)
    assert f"/circles/{circle.pk}/return/" in client.get("/circles/").content.decode()
    assert client.post(f"/circles/{circle.pk}/return/").headers["Location"] == f"/circles/{circle.pk}/"
    assert Membership.objects.get(member=bob).standing == "active"


def test_after_a_week_it_is_no_longer_offered(circle: Circle, bob: Member) -> None:
    leave(by=bob, circle=circle, at=now() - timedelta(days=8))
    assert "/return/" not in signed_in(bob).get("/circles/").content.decode()


def test_whoever_is_kept_out_of_a_hidden_circle_learns_why(alice: Member, bob: Member) -> None:
    circle = make_circle(alice, bob, openness=Openness.HIDDEN, name="Night")
    ban(by=alice, membership=Membership.objects.get(member=bob), told="You wrote down an address.")
    page = signed_in(bob).get("/circles/").content.decode()
    assert "The stewards of Night keep you out" in page
    assert "You wrote down an address." in page
    assert f"/circles/{circle.pk}/" not in page


def test_more_circles_come_in_pages(alice: Member, bob: Member) -> None:
    for number in range(31):
        make_circle(alice, name=f"Circle {number:02}")
    client = signed_in(bob)
    first = client.get("/circles/")
    assert "Circle 29" in first.content.decode()
    assert "Circle 30" not in first.content.decode()
    second = client.get(f"/circles/{first.context['next']}").content.decode()
    assert "Circle 30" in second
    assert "Circle 29" not in second


def test_a_stranger_is_led_to_the_door(client: Client, circle: Circle) -> None:
    for path in ("/circles/", "/circles/new/"):
        assert client.get(path).headers["Location"] == f"/account/login/?next={path}"


def test_founding(charlie: Member) -> None:
    client = signed_in(charlie)
    assert "What is said here stays here" in client.get("/circles/new/").content.decode()
    answer = client.post("/circles/new/", {"name": " Night  watch ", "purpose": "Awake.", "norms": "Be kind."})
    circle = Circle.objects.get()
    assert answer.headers["Location"] == f"/circles/{circle.pk}/"
    assert (circle.name, circle.norms, circle.openness, circle.takes_applications) == (
        "Night watch",
        "Be kind.",
        "closed",
        False,
    )
    assert "Invite somebody to tend it" in client.get(f"/circles/{circle.pk}/").content.decode()


def test_founding_without_a_name_keeps_what_was_written(charlie: Member) -> None:
    answer = signed_in(charlie).post("/circles/new/", {"name": "", "purpose": "We are awake.", "norms": "Be kind."})
    assert answer.status_code == 422
    assert "We are awake." in answer.content.decode()
    assert not Circle.objects.exists()


def test_new_norms_are_marked(circle: Circle, bob: Member) -> None:
    Membership.objects.filter(member=bob).update(norms_accepted=0)
    assert "New norms to read" in signed_in(bob).get("/circles/").content.decode()
    enter(circle=circle, member=make_member("dora"), at=LONG_AGO)
