from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from dugnad.circles.models import Circle
from dugnad.gatherings.actions.calling import Wanted
from dugnad.gatherings.doorcode import code_for
from dugnad.gatherings.enums import Every, Sight, Task, Way, Word
from dugnad.gatherings.models import Coming, Gathering, Occasion, Turn
from dugnad.kit.clock import now
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from tests.cast import make_circle, signed_in
from tests.gatherings.making import comes, day, going_on, tomorrow

KEY = "k" * 16
PAGE_QUERIES = 14


def page(client: Client, gathering: Gathering, query: str = "") -> str:
    return client.get(reverse("gathering", args=[gathering.pk]) + query).content.decode()


def call_form(**changes: object) -> dict[str, object]:
    return {
        "title": "Letters at six", "text": "Bring a pen.", "sight": "circle", "way": "place", "venue": "Main street 4",
        "hides_where": "on", "day": (now() + timedelta(days=9)).date(), "starts": "18:00", "ends": "20:00",
        "zone": "Europe/Stockholm", "every": "once", "stewards": 2, "others": "2 make coffee\nsing", "form_key": KEY,
    } | changes  # fmt: skip


def test_calling_people_together(circle: Circle, alice: Member, bob: Member) -> None:
    client, address = signed_in(bob), f"{reverse('gathering_new')}?circle={circle.pk}"
    assert client.get(address).status_code == 200
    response = client.post(address, call_form())
    made = Gathering.objects.get()
    assert response["Location"] == reverse("gathering", args=[made.pk])
    roles = list(made.duties.order_by("position").values_list("task", "needed", "words"))
    assert roles == [("steward", 2, ""), ("other", 2, "make coffee"), ("other", 1, "sing")]
    client.post(address, call_form())
    assert Gathering.objects.count() == 1
    assert "Letters at six" in signed_in(alice).get(reverse("gatherings")).content.decode()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": "x" * 141}, "140"),
        ({"venue": ""}, "Say where"),
        ({"way": "online"}, "address at which"),
        ({"every": "week"}, "Say until when"),
        ({"every": "week", "until": "2031-01-01"}, "60 days"),
        ({"day": "2020-01-01"}, "over already"),
        ({"zone": "Mars/Olympus"}, "Mars"),
    ],
)
def test_what_cannot_be_called_comes_back_with_its_words(
    circle: Circle, bob: Member, changes: dict[str, object], said: str
) -> None:
    response = signed_in(bob).post(f"{reverse('gathering_new')}?circle={circle.pk}", call_form(**changes))
    text = response.content.decode()
    assert response.status_code == 422
    assert said in text
    assert "Bring a pen." in text
    assert Gathering.objects.count() == 0


def test_only_members_of_the_circle_call_together(circle: Circle, charlie: Member) -> None:
    address = f"{reverse('gathering_new')}?circle={circle.pk}"
    assert signed_in(charlie).post(address, call_form()).status_code == 409
    assert Client().get(address).status_code == 302
    assert Gathering.objects.count() == 0


def test_where_exactly_is_for_those_who_come(circle: Circle, alice: Member, bob: Member) -> None:
    made = tomorrow(alice, circle, venue="Main street 4", link="https://meet.example/x", way=Way.BOTH, hides_where=True)
    his = signed_in(bob)
    assert "Main street" not in page(his, made)
    assert "meet.example" not in page(his, made)
    assert "told to those who say that they come" in page(his, made)
    address = reverse("gathering_coming", args=[made.pk])
    assert his.post(address, {"word": "coming", "brings": 2, "needs": "No stairs", "on": 0}).status_code == 302
    assert "Main street 4" in page(his, made)
    assert "meet.example" in page(his, made)
    assert "<strong>3</strong> come" in page(signed_in(alice), made)
    his.post(address, {"word": "maybe", "on": 0})
    assert "Main street" not in page(his, made)
    assert "Main street 4" in page(signed_in(alice), made)


def test_needs_are_read_by_those_who_run_it_alone(circle: Circle, alice: Member, bob: Member) -> None:
    made = tomorrow(alice, circle)
    comes(bob, made, needs="No stairs", at=now())
    desk = reverse("gathering_desk", args=[made.pk])
    assert "No stairs" in signed_in(alice).get(desk).content.decode()
    assert signed_in(bob).get(desk).status_code == 409
    assert b"No stairs" not in bytes(Coming.objects.get().needs or b"")
    assert "No stairs" in page(signed_in(bob), made)  # in his own form
    assert "No stairs" not in page(signed_in(alice), made)


def test_names_show_as_people_chose(circle: Circle, alice: Member, bob: Member, charlie: Member) -> None:
    made = tomorrow(alice, circle, sight=Sight.EVERYONE)
    comes(bob, made, at=now())
    assert ">bob<" not in page(signed_in(alice), made)
    comes(bob, made, named=True, at=now())
    assert '<p class="quiet">bob</p>' in page(signed_in(alice), made)
    assert '<p class="quiet">bob</p>' not in page(signed_in(charlie), made)
    assert "bob" not in page(Client(), made)


def test_who_sees_it(circle: Circle, alice: Member, charlie: Member) -> None:
    inner, public = tomorrow(alice, circle), tomorrow(alice, circle, title="In the park", sight=Sight.EVERYONE)
    assert signed_in(charlie).get(reverse("gathering", args=[inner.pk])).status_code == 404
    assert Client().get(reverse("gathering", args=[inner.pk])).status_code == 302
    assert Client().get(reverse("gathering", args=["nothing"])).status_code == 302
    strangers = page(Client(), public)
    assert "In the park" in strangers
    assert circle.name not in strangers
    assert "alice" not in strangers
    listed = Client().get(reverse("gatherings")).content.decode()
    assert "In the park" in listed
    assert "Letters at six" not in listed


def test_a_role_is_taken_and_given_back(circle: Circle, alice: Member, bob: Member) -> None:
    made = tomorrow(alice, circle, wanted=(Wanted(Task.STEWARD), Wanted(Task.OTHER, 2, "coffee")))
    steward = made.duties.get(task=Task.STEWARD)
    address = reverse("gathering_role", args=[made.pk, steward.pk])
    his = signed_in(bob)
    assert his.post(address, {"on": 0}).status_code == 302
    assert "You have taken this" in page(his, made)
    assert signed_in(alice).post(address, {"on": 0}).status_code == 409
    assert Coming.objects.get(member=bob).word == Word.COMING
    his.post(address, {"on": 0, "back": 1})
    assert Turn.objects.count() == 0
    assert signed_in(alice).post(address, {"on": 0}).status_code == 302


def test_the_code_at_the_door(circle: Circle, alice: Member, bob: Member) -> None:
    made = going_on(alice, circle)
    his, address = signed_in(bob), reverse("gathering_check_in", args=[made.pk])
    wrong = his.post(address, {"code": "WRONG1", "on": 0})
    assert wrong.status_code == 422
    assert "not the code" in wrong.content.decode()
    code = code_for(day(made).pk)
    assert code in signed_in(alice).get(reverse("gathering_desk", args=[made.pk])).content.decode()
    for _twice in range(2):
        assert his.post(address, {"code": f" {code[:3].lower()}-{code[3:]}", "on": 0}).status_code == 302
    (act,) = Act.objects.filter(verb="was-there")
    assert (act.amount, act.actor) == (240, bob.person_key)
    assert "You were there" in page(his, made)


def test_moving_and_cancelling(circle: Circle, alice: Member, bob: Member) -> None:
    made = tomorrow(alice, circle)
    form = {"day": (now() + timedelta(days=3)).date(), "starts": "19:00", "ends": "21:00", "reason": "Rain", "on": 0}
    move, cancel = reverse("gathering_move", args=[made.pk]), reverse("gathering_cancel", args=[made.pk])
    assert signed_in(bob).post(move, form).status_code == 409
    hers = signed_in(alice)
    assert hers.get(move).status_code == 200
    assert hers.post(move, form).status_code == 302
    assert "This was moved" in page(signed_in(bob), made)
    assert signed_in(bob).post(cancel, {"on": 0}).status_code == 409
    assert hers.post(cancel, {"on": 0, "reason": "The hall burned"}).status_code == 302
    assert "The hall burned" in page(signed_in(bob), made)
    assert hers.post(cancel, {"on": 0}).status_code == 422
    assert [act.verb for act in Act.objects.filter(verb__startswith="gathering-").order_by("id")] == [
        "gathering-called", "gathering-moved", "gathering-cancelled",
    ]  # fmt: skip


def test_what_came_of_it(circle: Circle, alice: Member, bob: Member) -> None:
    made = going_on(alice, circle)
    comes(bob, made, at=now())
    address, form = reverse("gathering_after", args=[made.pk]), {"came": 12, "decided": "We go on.", "on": 0}
    assert signed_in(bob).post(address, form).status_code == 409
    assert signed_in(alice).post(address, form).status_code == 302
    text = page(signed_in(bob), made)
    assert "We go on." in text
    assert "<strong>12</strong> were there" in text


def test_changing_the_words(circle: Circle, alice: Member, bob: Member) -> None:
    made = tomorrow(alice, circle, venue="Main street 4")
    address = reverse("gathering_edit", args=[made.pk])
    form = {"title": "Letters at seven", "sight": "circle", "way": "place", "venue": "Main street 5", "drivers": 1}
    assert signed_in(bob).post(address, form).status_code == 409
    assert signed_in(alice).get(address).status_code == 200
    assert signed_in(alice).post(address, form).status_code == 302
    made.refresh_from_db()
    assert (made.title, made.sequence, made.duties.count()) == ("Letters at seven", 1, 1)


def test_one_day_of_several(circle: Circle, alice: Member, bob: Member) -> None:
    made = tomorrow(alice, circle, every=Every.WEEK, times=3)
    his = signed_in(bob)
    his.post(reverse("gathering_coming", args=[made.pk]), {"word": "coming", "on": 1, "onward": "on"})
    assert sorted(Coming.objects.values_list("occasion__number", flat=True)) == [1, 2]
    signed_in(alice).post(reverse("gathering_cancel", args=[made.pk]), {"on": 1})
    assert list(Occasion.objects.order_by("number").values_list("state", flat=True)) == [
        "planned", "cancelled", "planned",
    ]  # fmt: skip
    assert "This is cancelled" in page(his, made, "?on=1")
    assert "This is cancelled" not in page(his, made, "?on=2")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_for_one_and_three(
    circle: Circle, alice: Member, bob: Member, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    made = tomorrow(alice, circle, every=Every.WEEK, times=rows, wanted=(Wanted(Task.DRIVER, 3),) * rows)
    comes(bob, made, named=True, at=now())
    client = signed_in(alice)
    page(client, made)
    with django_assert_num_queries(PAGE_QUERIES):
        page(client, made)


def test_beside_what_it_is_for(circle: Circle, alice: Member, bob: Member) -> None:
    first = tomorrow(alice, circle)
    elsewhere = make_circle(bob, name="Lund")
    address = f"{reverse('gathering_new')}?circle={elsewhere.pk}&thing=gathering:{first.pk}"
    assert "Letters at six" in signed_in(bob).get(address).content.decode()
    signed_in(bob).post(address, call_form())
    made = Gathering.objects.exclude(pk=first.pk).get()
    assert (made.thing_kind, made.thing_id) == ("gathering", first.pk)
    assert reverse("gathering", args=[first.pk]) in page(signed_in(bob), made)
