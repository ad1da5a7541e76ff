from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from dugnad.asks.actions.answering import answer
from dugnad.asks.actions.asking import Need, ask
from dugnad.asks.actions.holding import take
from dugnad.asks.enums import Nature, Urgency
from dugnad.asks.models import Ask, Kind
from dugnad.circles.models import Circle
from dugnad.people.models import Member, Movement
from dugnad.work.actions.holding import claim
from tests.cast import again, signed_in
from tests.gatherings.making import comes, tomorrow
from tests.work.making import make_task

QUERIES = 21


def asked(by: Member, circle: Circle, key: str, urgency: Urgency = Urgency.THIS_WEEK) -> Ask:
    kind = Kind.objects.get_or_create(id="shelter", defaults={"names": {"en": "Shelter"}})[0]
    return ask(by=by, circle=circle, need=Need(kind=kind, title=f"A bed {key}", urgency=urgency), form_key=key)


def test_a_stranger_sees_the_door(movement: Movement) -> None:
    page = Client().get(reverse("today")).content.decode()
    assert "We stand by each other." in page
    assert reverse("account_login") in page


def test_what_nobody_has_answered_is_shown(circle: Circle, alice: Member, bob: Member) -> None:
    asked(alice, circle, "one")
    assert "A bed one" in signed_in(bob).get(reverse("today")).content.decode()


def test_an_urgent_ask_with_answers_stays_until_somebody_takes_it(circle: Circle, alice: Member, bob: Member) -> None:
    urgent, calm = asked(alice, circle, "tonight", Urgency.NOW), asked(alice, circle, "some day", Urgency.NO_HURRY)
    for number, need in enumerate((urgent, calm)):
        answer(by=again(bob), ask=need, text="I am awake.", form_key=f"n{number}", nature=Nature.EMOTIONAL)
    page = signed_in(bob).get(reverse("today")).content.decode()
    assert "A bed tonight" in page
    assert "A bed some day" not in page
    take(by=again(bob), ask=urgent)
    page = signed_in(bob).get(reverse("today")).content.decode()
    assert "What you have taken" in page
    assert "nobody has taken it yet" not in page


def test_outside_the_circle_nothing_is_told(circle: Circle, alice: Member, charlie: Member) -> None:
    asked(alice, circle, "one", Urgency.NOW)
    assert "A bed one" not in signed_in(charlie).get(reverse("today")).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_it_costs_the_same_for_one_and_three(
    circle: Circle, alice: Member, bob: Member, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(rows):
        asked(alice, circle, f"a{number}")
    client = signed_in(bob)
    client.get(reverse("today"))
    with django_assert_num_queries(QUERIES):
        client.get(reverse("today"))


def test_search_finds_what_one_may_read(circle: Circle, alice: Member, bob: Member, charlie: Member) -> None:
    asked(alice, circle, "hammarstrand")
    assert "A bed hammarstrand" in signed_in(bob).get(reverse("search"), {"q": "hammarst"}).content.decode()
    assert "A bed" not in signed_in(charlie).get(reverse("search"), {"q": "hammarst"}).content.decode()


def test_act_lists_what_is_open_by_need(circle: Circle, alice: Member, bob: Member) -> None:
    asked(alice, circle, "later", Urgency.NO_HURRY)
    asked(alice, circle, "now", Urgency.NOW)
    page = signed_in(bob).get(reverse("act")).content.decode()
    assert page.index("A bed now") < page.index("A bed later")


def test_where_one_comes_and_what_one_holds_stand_there(circle: Circle, alice: Member, bob: Member) -> None:
    comes(bob, tomorrow(alice, circle, title="Letter-writing evening"))
    claim(by=again(bob), task=make_task(alice, circle, "Find out who decides"))
    pages = {one.handle: signed_in(one).get(reverse("today")).content.decode() for one in (alice, bob)}
    for words in ("Letter-writing evening", "Find out who decides"):
        assert words in pages["bob"]
        assert words not in pages["alice"]
