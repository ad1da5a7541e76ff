from __future__ import annotations

import pytest
from django.urls import reverse

from dugnad.asks.actions import holding
from dugnad.asks.models import Ask
from dugnad.circles.models import Circle
from dugnad.people.models import Member
from tests.asks.making import UNDER_ANOTHER_NAME, make_ask
from tests.cast import again, make_circle, make_member, signed_in


@pytest.fixture
def need(circle: Circle, bob: Member) -> Ask:
    return make_ask(bob, circle)


def state(need: Ask) -> str:
    need.refresh_from_db()
    return need.state


def test_taking(need: Ask, alice: Member, bob: Member) -> None:
    response = signed_in(alice).post(reverse("ask_take", args=[need.pk]), follow=True)
    assert "You have taken this." in response.content.decode()
    assert (state(need), need.held_by) == ("held", alice)
    assert "alice has taken this." in signed_in(bob).get(reverse("ask", args=[need.pk])).content.decode()


def test_a_second_claim_is_told_who_holds_it(alice: Member, bob: Member) -> None:
    dora = make_member("dora")
    need = make_ask(bob, make_circle(alice, bob, dora))
    holding.take(by=again(alice), ask=need)
    html = signed_in(dora).post(reverse("ask_take", args=[need.pk]), follow=True).content.decode()
    assert "alice has taken this already." in html
    assert Ask.objects.get(pk=need.pk).held_by == alice


@pytest.mark.parametrize("name", ["ask_take", "ask_reopen"])
def test_a_link_changes_nothing(need: Ask, alice: Member, name: str) -> None:
    response = signed_in(alice).get(reverse(name, args=[need.pk]))
    assert (response.status_code, response["Location"]) == (302, f"/asks/{need.pk}/")
    assert state(need) == "open"


@pytest.mark.parametrize("name", ["ask_take", "ask_hand_over", "ask_resolve", "ask_close", "ask_reopen"])
def test_outsiders_find_nothing(need: Ask, charlie: Member, name: str) -> None:
    client = signed_in(charlie)
    assert client.get(reverse(name, args=[need.pk])).status_code == 404
    assert client.post(reverse(name, args=[need.pk])).status_code == 404
    assert state(need) == "open"


def test_handing_over(need: Ask, alice: Member, bob: Member) -> None:
    at = reverse("ask_hand_over", args=[need.pk])
    assert signed_in(alice).get(at).status_code == 409
    holding.take(by=again(alice), ask=need)
    client = signed_in(alice)
    assert "What should the next person know?" in client.get(at).content.decode()
    long = client.post(at, {"note": "x" * 401})
    assert long.status_code == 422
    assert "x" * 401 in long.content.decode()
    assert client.post(at, {"note": "I drove him to Lund."}).status_code == 302
    html = signed_in(bob).get(reverse("ask", args=[need.pk])).content.decode()
    assert "Open again. Who can go on?" in html
    assert "I drove him to Lund." in html
    assert state(need) == "open"


@pytest.mark.parametrize(("name", "end"), [("ask_resolve", "helped"), ("ask_close", "closed")])
def test_ending_and_opening_again(circle: Circle, alice: Member, bob: Member, name: str, end: str) -> None:
    need = make_ask(bob, circle, speaker=UNDER_ANOTHER_NAME)
    client = signed_in(bob)
    assert client.get(reverse(name, args=[need.pk])).status_code == 200
    client.post(reverse(name, args=[need.pk]), {"note": "He is safe."})
    assert state(need) == end
    html = signed_in(alice).get(reverse("ask", args=[need.pk])).content.decode()
    assert "He is safe." in html
    assert "– Nightingale" in html
    client.post(reverse("ask_reopen", args=[need.pk]))
    assert (state(need), need.note) == ("open", "")


def test_others_are_told_that_it_is_not_theirs_to_end(alice: Member, bob: Member) -> None:
    dora = make_member("dora")
    need = make_ask(bob, make_circle(alice, bob, dora))
    response = signed_in(dora).post(reverse("ask_close", args=[need.pk]), {"note": "My words stay here."})
    assert response.status_code == 409
    assert "Only the one who asked, or a steward" in response.content.decode()
    assert "My words stay here." in response.content.decode()
    assert state(need) == "open"


def test_what_came_to_an_end_meanwhile(need: Ask, alice: Member, bob: Member) -> None:
    holding.close(by=again(alice), ask=need)
    response = signed_in(bob).post(reverse("ask_resolve", args=[need.pk]), {"note": "He is safe."})
    assert response.status_code == 422
    assert "come to an end already" in response.content.decode()
    assert "He is safe." in response.content.decode()
