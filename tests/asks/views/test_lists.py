from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dugnad.asks.actions import holding
from dugnad.asks.enums import Urgency
from dugnad.circles.models import Circle
from dugnad.people.models import Member
from tests.asks.making import make_ask, make_kind
from tests.cast import again, signed_in


def at(circle: Circle, query: str = "") -> str:
    return reverse("circle_asks", args=[circle.pk]) + query


def test_open_asks_by_need(circle: Circle, alice: Member, bob: Member) -> None:
    make_ask(bob, circle, title="Later", urgency=Urgency.NO_HURRY)
    make_ask(bob, circle, title="Tonight", urgency=Urgency.NOW)
    html = signed_in(alice).get(at(circle)).content.decode()
    assert html.index("Tonight") < html.index("Later")
    assert "The most urgent first" in html


def test_by_state_and_kind(circle: Circle, alice: Member, bob: Member) -> None:
    make_kind("Legal")
    done = make_ask(bob, circle, title="Done")
    make_ask(bob, circle, title="Waiting")
    holding.resolve(by=again(bob), ask=done)
    client = signed_in(alice)
    helped = client.get(at(circle, "?state=helped")).content.decode()
    assert ("Done" in helped, "Waiting" in helped) == (True, False)
    assert "Waiting" not in client.get(at(circle, "?kind=legal")).content.decode()
    assert "Waiting" in client.get(at(circle, "?kind=shelter&state=nonsense")).content.decode()


def test_outsiders_read_nothing(circle: Circle, bob: Member, charlie: Member) -> None:
    make_ask(bob, circle, title="Kryptonite")
    response = signed_in(charlie).get(at(circle))
    assert "Kryptonite" not in response.content.decode()
    assert "Only members of this circle" in response.content.decode()
    assert signed_in(charlie).get(reverse("circle_asks", args=["nothing"])).status_code == 404


@pytest.mark.parametrize("asks", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(circle: Circle, alice: Member, bob: Member, asks: int) -> None:
    for _ in range(asks):
        make_ask(bob, circle)
    client = signed_in(alice)
    client.get(at(circle))
    with CaptureQueriesContext(connection) as asked:
        html = client.get(at(circle)).content.decode()
    assert html.count('class="to"') == asks
    assert len(asked) == 8


def test_pages_of_thirty(circle: Circle, alice: Member, bob: Member) -> None:
    for number in range(31):
        make_ask(bob, circle, title=f"Ask {number:02}")
    client = signed_in(alice)
    first = client.get(at(circle))
    html = first.content.decode()
    assert html.count('class="to"') == 30
    older = client.get(at(circle) + first.context["next"]).content.decode()
    assert older.count('class="to"') == 1
    assert client.get(at(circle, "?after=forged")).status_code == 200


def test_the_page_of_the_circle_shows_what_is_asked(circle: Circle, alice: Member, bob: Member) -> None:
    make_ask(bob, circle, title="A bed near the station")
    html = signed_in(alice).get(reverse("circle", args=[circle.pk])).content.decode()
    assert "A bed near the station" in html
    assert reverse("ask_new", args=[circle.pk]) in html
