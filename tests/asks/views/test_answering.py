from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from dugnad.asks.actions.answering import thank_for_asking
from dugnad.asks.models import Answer, Ask, ReadMark, Thanks, ThanksForAsking
from dugnad.circles.models import Circle, Membership
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from tests.asks.making import UNDER_ANOTHER_NAME, make_answer, make_ask
from tests.cast import signed_in

KEY = "k" * 16
HTMX = {"HX-Request": "true"}


@pytest.fixture
def need(circle: Circle, bob: Member) -> Ask:
    return make_ask(bob, circle)


def send(client: Client, need: Ask, headers: dict[str, str] | None = None, **form: Any) -> Any:
    typed = {"text": "We have a room.", "nature": "practical", "form_key": KEY, **form}
    return client.post(reverse("ask_answer", args=[need.pk]), typed, headers=headers)


def test_an_answer_is_sent_and_seen(need: Ask, alice: Member) -> None:
    response = send(signed_in(alice), need)
    made = Answer.objects.get()
    assert (response.status_code, response["Location"]) == (302, f"/asks/{need.pk}/#a-{made.pk}")
    assert (made.author, made.text, made.nature, made.shown_as) == (alice, "We have a room.", "practical", "alice")


def test_the_same_form_sent_twice_is_one_answer(need: Ask, alice: Member) -> None:
    client = signed_in(alice)
    assert send(client, need)["Location"] == send(client, need)["Location"]
    assert Answer.objects.count() == 1


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"text": "  "}, "text"),
        ({"text": "x" * 20_001}, "text"),
        ({"nature": ""}, "nature"),
        ({"nature": "kind"}, "nature"),
        ({"voice": "behalf"}, "voice"),
        ({"voice": "pseudonym"}, "pseudonym"),
        ({"voice": "pseudonym", "pseudonym": "BOB"}, "__all__"),
        ({"form_key": "../../etc"}, "form_key"),
    ],
)
@pytest.mark.parametrize("headers", [None, HTMX])
def test_what_was_typed_comes_back_with_the_reason(
    need: Ask, alice: Member, form: dict[str, str], field: str, headers: dict[str, str] | None
) -> None:
    response = send(signed_in(alice), need, headers, **{"text": "We have a big room.", **form})
    html = response.content.decode()
    assert response.status_code == 422
    (told,) = response.context["form"].errors[field]
    assert escape(told) in html
    assert form.get("text", "We have a big room.").strip() in html
    assert ("<html" in html) == (headers is None)
    assert Answer.objects.count() == 0


def test_another_name_is_chosen_with_the_first_answer(need: Ask, circle: Circle, alice: Member) -> None:
    send(signed_in(alice), need, voice="pseudonym", pseudonym="Lantern")
    assert Answer.objects.get().shown_as == "Lantern"
    assert Membership.objects.get(circle=circle, member=alice).pseudonym == "Lantern"


def test_a_piece_of_the_page_comes_back_to_htmx(need: Ask, alice: Member) -> None:
    html = send(signed_in(alice), need, HTMX).content.decode()
    assert "<html" not in html
    assert 'hx-swap-oob="beforeend:#answers"' in html
    assert "We have a room." in html
    assert "1 answer" in html
    assert KEY not in html
    assert ReadMark.objects.filter(member=alice, ask=need).exists()


def test_the_asker_adds_under_the_name_of_the_ask(circle: Circle, alice: Member, bob: Member) -> None:
    need = make_ask(bob, circle, speaker=UNDER_ANOTHER_NAME)
    client = signed_in(bob)
    page = client.get(reverse("ask", args=[need.pk])).content.decode()
    assert "Add to your ask" in page
    assert 'name="voice"' not in page
    send(client, need, text="He has eaten.", voice="own")
    made = Answer.objects.get()
    assert (made.by_asker, made.shown_as) == (True, "Nightingale")


def test_outsiders_find_nothing_and_a_link_leads_to_the_ask(need: Ask, alice: Member, charlie: Member) -> None:
    assert send(signed_in(charlie), need).status_code == 404
    assert signed_in(charlie).get(reverse("ask_answer", args=[need.pk])).status_code == 404
    response = signed_in(alice).get(reverse("ask_answer", args=[need.pk]))
    assert (response.status_code, response["Location"]) == (302, f"/asks/{need.pk}/")
    assert Answer.objects.count() == 0


def test_a_closed_ask_says_so_and_keeps_the_words(need: Ask, alice: Member) -> None:
    Ask.objects.filter(pk=need.pk).update(state="closed")
    response = send(signed_in(alice), need, HTMX)
    assert response.status_code == 422
    assert b"This ask is closed" in response.content
    assert b"We have a room." in response.content


def test_changing_ones_words(need: Ask, alice: Member, bob: Member, charlie: Member) -> None:
    made = make_answer(alice, need)
    at = reverse("answer_edit", args=[made.pk])
    assert b"We have a room and no dog." in signed_in(alice).get(at).content
    assert signed_in(alice).post(at, {"text": ""}).status_code == 422
    response = signed_in(alice).post(at, {"text": "Two sofas."})
    assert response["Location"] == f"/asks/{need.pk}/#a-{made.pk}"
    made.refresh_from_db()
    assert made.text == "Two sofas."
    page = signed_in(bob).get(reverse("ask", args=[need.pk])).content.decode()
    assert "Two sofas." in page
    assert "changed since" in page
    assert signed_in(charlie).post(at, {"text": "Mine"}).status_code == 404
    made.refresh_from_db()
    assert made.text == "Two sofas."


def test_thanking(need: Ask, alice: Member, bob: Member, charlie: Member) -> None:
    made = make_answer(alice, need)
    at = reverse("answer_thank", args=[made.pk])
    client = signed_in(bob)
    assert client.get(at).status_code == 302
    assert Thanks.objects.count() == 0
    assert client.post(at)["Location"] == f"/asks/{need.pk}/#a-{made.pk}"
    html = client.post(at, headers=HTMX).content.decode()
    assert html.startswith('<article class="answer practical"')
    assert "1 thank-you" in html
    assert Thanks.objects.count() == 1
    assert signed_in(charlie).post(at).status_code == 404


def test_thanking_for_asking(need: Ask, alice: Member, bob: Member, charlie: Member) -> None:
    at, page = reverse("ask_thank", args=[need.pk]), reverse("ask", args=[need.pk])
    client = signed_in(alice)
    assert client.get(at).status_code == 302
    assert "Thank you for asking" in client.get(page).content.decode()
    assert client.post(at)["Location"] == page
    assert client.post(at)["Location"] == page
    html = client.get(page).content.decode()
    assert "You thanked for asking" in html
    assert "1 person is glad that this was asked." in html
    act = Act.objects.get(verb="thanked-for-asking")
    assert (act.actor, act.toward, act.object_id) == (alice.person_key, bob.person_key, need.pk)
    assert "Thank you for asking" not in signed_in(bob).get(page).content.decode()
    assert signed_in(charlie).post(at).status_code == 404
    with pytest.raises(Refused, match="your own ask"):
        thank_for_asking(by=bob, ask=need)
    assert ThanksForAsking.objects.count() == 1


def test_saying_that_it_helped_and_taking_that_back(need: Ask, alice: Member, bob: Member, charlie: Member) -> None:
    made = make_answer(alice, need)
    at = reverse("answer_helped", args=[made.pk])
    asker = signed_in(bob)
    assert b"Take" in asker.post(at, {"helped": "yes"}, headers=HTMX).content
    made.refresh_from_db()
    assert made.helped_at is not None
    asker.post(at, {"helped": "no"})
    made.refresh_from_db()
    assert made.helped_at is None
    assert signed_in(charlie).post(at, {"helped": "yes"}).status_code == 404
