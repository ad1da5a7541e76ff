from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from dugnad.asks.actions.answering import answer, say_helped
from dugnad.asks.actions.holding import resolve
from dugnad.asks.enums import LivingState, Nature
from dugnad.asks.models import LivingAnswer
from dugnad.circles.models import Circle
from dugnad.people.models import Member
from tests.asks.offering import asked, distilled
from tests.cast import again, signed_in

LIST_QUERIES = 6


def form(**changes: object) -> dict[str, object]:
    later = timezone.localdate() + timedelta(days=90)
    page = {"title": "A first night", "text": "Ask for it in writing.", "jurisdiction": "Sweden", "review_on": later}
    return page | {"form_key": "k1"} | changes


def test_the_asker_writes_down_what_worked(circle: Circle, alice: Member, bob: Member) -> None:
    need = asked(bob, circle)
    helped = answer(by=alice, ask=need, text="Ring the desk.", form_key="n1", nature=Nature.PRACTICAL)
    say_helped(by=again(bob), answer=helped)
    resolve(by=again(bob), ask=need)
    client, address = signed_in(bob), reverse("living_new", args=[need.pk])
    assert "Ring the desk." in client.get(address).content.decode()
    response = client.post(address, form(credited=[helped.pk]))
    made = LivingAnswer.objects.get()
    assert response["Location"] == reverse("living", args=[made.pk])
    page = signed_in(alice).get(reverse("living", args=[made.pk])).content.decode()
    assert "Ask for it in writing." in page
    assert [author.shown_as for author in made.authors.order_by("id")] == ["alice", "bob"]
    assert "A first night" in signed_in(alice).get(reverse("living_answers")).content.decode()


def test_others_than_asker_and_steward_are_refused(circle: Circle, alice: Member, bob: Member) -> None:
    need = asked(alice, circle)
    resolve(by=again(alice), ask=need)
    assert signed_in(bob).post(reverse("living_new", args=[need.pk]), form()).status_code == 409
    assert LivingAnswer.objects.count() == 0


def test_a_day_that_is_over_comes_back_with_the_words(circle: Circle, bob: Member) -> None:
    need = asked(bob, circle)
    resolve(by=again(bob), ask=need)
    response = signed_in(bob).post(reverse("living_new", args=[need.pk]), form(review_on="2020-01-01"))
    assert response.status_code == 422
    assert "Ask for it in writing." in response.content.decode()


def test_two_who_write_at_once(circle: Circle, alice: Member, bob: Member) -> None:
    living = distilled(bob, circle)
    address = reverse("living_edit", args=[living.pk])
    assert signed_in(alice).post(address, form(version=1, text="Within three weeks.")).status_code == 302
    response = signed_in(bob).post(address, form(version=1, text="My own words."))
    assert response.status_code == 422
    assert "My own words." in response.content.decode()
    history = signed_in(bob).get(reverse("living_history", args=[living.pk])).content.decode()
    assert "Ask twice." in history
    assert "Within three weeks." in history


def test_it_still_holds_or_no_longer(circle: Circle, alice: Member, bob: Member) -> None:
    living = distilled(bob, circle)
    later = timezone.localdate() + timedelta(days=200)
    client = signed_in(alice)
    assert client.post(reverse("living_confirm", args=[living.pk]), {"review_on": later}).status_code == 302
    living.refresh_from_db()
    assert living.review_on == later
    assert client.post(reverse("living_retire", args=[living.pk])).status_code == 302
    living.refresh_from_db()
    assert living.state == LivingState.RETIRED


def test_outside_the_circle_it_is_not_there(circle: Circle, bob: Member, charlie: Member) -> None:
    living = distilled(bob, circle)
    outside = signed_in(charlie)
    for name in ("living", "living_edit", "living_history"):
        assert outside.get(reverse(name, args=[living.pk])).status_code == 404
    assert outside.post(reverse("living_retire", args=[living.pk])).status_code == 404
    assert Client().get(reverse("living", args=[living.pk])).status_code == 302


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(
    circle: Circle, alice: Member, bob: Member, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(rows):
        distilled(bob, circle, f"l{number}")
    client = signed_in(alice)
    client.get(reverse("living_answers"))
    with django_assert_num_queries(LIST_QUERIES):
        client.get(reverse("living_answers"))
