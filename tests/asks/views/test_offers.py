from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from dugnad.asks.enums import Booking
from dugnad.asks.models import Offer, Reservation
from dugnad.circles.models import Circle
from dugnad.people.models import Member
from tests.asks.offering import asked, offered, shelter
from tests.cast import make_circle, signed_in

LIST_QUERIES = 9


def form(**changes: object) -> dict[str, object]:
    today = timezone.localdate()
    return {
        "kind": shelter().pk, "title": "A room in Lund", "text": "No dogs.", "unit": "beds", "capacity": 2,
        "first": today, "last": today + timedelta(days=6), "weekdays": [str(day) for day in range(7)],
        "starts": "18:00", "ends": "10:00", "form_key": "k1",
    } | changes  # fmt: skip


def test_offering(circle: Circle, bob: Member) -> None:
    client = signed_in(bob)
    address = reverse("offer_new", args=[circle.pk])
    assert client.get(address).status_code == 200
    response = client.post(address, form())
    made = Offer.objects.get()
    assert response["Location"] == reverse("offer", args=[made.pk])
    assert made.openings.count() == 7
    assert "A room in Lund" in client.get(reverse("offers")).content.decode()
    client.post(address, form())
    assert Offer.objects.count() == 1


def test_days_that_are_far_off_are_folded_away(circle: Circle, bob: Member) -> None:
    client, tomorrow = signed_in(bob), timezone.localdate() + timedelta(days=1)
    for days, folded in ((7, 0), (8, 1)):
        Offer.objects.all().delete()
        last = tomorrow + timedelta(days=days - 1)
        client.post(reverse("offer_new", args=[circle.pk]), form(first=tomorrow, last=last, form_key=f"k{days}"))
        page = client.get(reverse("offer", args=[Offer.objects.get().pk])).content.decode()
        assert page.count("2 of 2 free") == days
        assert page.partition("<details>")[2].count("2 of 2 free") == folded


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": "x" * 141}, "140"),
        ({"last": timezone.localdate() - timedelta(days=1), "first": timezone.localdate() - timedelta(days=2)}, "over"),
        ({"last": timezone.localdate() + timedelta(days=800)}, "At most a year"),
        ({"weekdays": []}, "required"),
        ({"capacity": 0}, "1"),
    ],
)
def test_what_cannot_be_offered_comes_back_with_its_words(
    circle: Circle, bob: Member, changes: dict[str, object], said: str
) -> None:
    response = signed_in(bob).post(reverse("offer_new", args=[circle.pk]), form(**changes))
    page = response.content.decode()
    assert response.status_code == 422
    assert said in page
    assert "No dogs." in page
    assert Offer.objects.count() == 0


def test_holding_agreeing_and_giving_back(circle: Circle, alice: Member, bob: Member) -> None:
    offer, need = offered(bob, circle), asked(alice, circle)
    hers, his = signed_in(alice), signed_in(bob)
    take = {"ask": need.pk, "opening": offer.openings.get().pk, "wanted": 1, "form_key": "t1"}
    assert hers.post(reverse("offer_take", args=[offer.pk]), take).status_code == 302
    held = Reservation.objects.get()
    assert "alice" in his.get(reverse("offers")).content.decode()
    assert his.post(reverse("reservation_agree", args=[held.pk])).status_code == 302
    held.refresh_from_db()
    assert held.booking == Booking.KEPT
    assert hers.post(reverse("reservation_give_back", args=[held.pk])).status_code == 302
    held.refresh_from_db()
    assert held.booking == Booking.RELEASED


def test_too_many_are_refused_with_the_form_kept(circle: Circle, alice: Member, bob: Member) -> None:
    offer, need = offered(bob, circle), asked(alice, circle)
    take = {"ask": need.pk, "opening": offer.openings.get().pk, "wanted": 3, "form_key": "t1"}
    response = signed_in(alice).post(reverse("offer_take", args=[offer.pk]), take)
    assert response.status_code == 422
    assert "Nothing was held" in response.content.decode()
    assert Reservation.objects.count() == 0


def test_a_forged_reservation_is_not_made(circle: Circle, alice: Member, bob: Member, charlie: Member) -> None:

    offer = offered(bob, circle)
    elsewhere = asked(charlie, make_circle(charlie, name="Elsewhere"))
    take = {"ask": elsewhere.pk, "opening": offer.openings.get().pk, "wanted": 1, "form_key": "t1"}
    assert signed_in(alice).post(reverse("offer_take", args=[offer.pk]), take).status_code == 422
    assert signed_in(charlie).post(reverse("offer_take", args=[offer.pk]), take).status_code == 404
    assert Reservation.objects.count() == 0


def test_only_whose_offer_it_is_changes_or_ends_it(circle: Circle, alice: Member, bob: Member) -> None:
    offer = offered(bob, circle)
    words = {"title": "Another room", "text": "", "place": ""}
    assert signed_in(alice).post(reverse("offer_edit", args=[offer.pk]), words).status_code == 409
    assert signed_in(alice).post(reverse("offer_end", args=[offer.pk])).status_code == 409
    his = signed_in(bob)
    assert his.post(reverse("offer_edit", args=[offer.pk]), words).status_code == 302
    assert his.post(reverse("offer_end", args=[offer.pk])).status_code == 302
    offer.refresh_from_db()
    assert offer.title == "Another room"
    assert offer.ended_at is not None


def test_outside_the_circle_it_is_not_there(circle: Circle, bob: Member, charlie: Member) -> None:
    offer = offered(bob, circle)
    outside = signed_in(charlie)
    assert outside.get(reverse("offer", args=[offer.pk])).status_code == 404
    assert outside.get(reverse("offer_new", args=["nowhere"])).status_code == 404
    assert "A room" not in outside.get(reverse("offers")).content.decode()
    assert Client().get(reverse("offer", args=[offer.pk])).status_code == 302


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(
    circle: Circle, alice: Member, bob: Member, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(rows):
        offered(bob, circle, f"o{number}")
    client = signed_in(alice)
    client.get(reverse("offers"))
    with django_assert_num_queries(LIST_QUERIES):
        client.get(reverse("offers"))
