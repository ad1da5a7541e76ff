from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from dugnad.asks.actions import calls, holding
from dugnad.asks.enums import Urgency
from dugnad.asks.models import Ask, Call
from dugnad.asks.views.called import for_today
from dugnad.circles.actions.membership import enter, leave
from dugnad.circles.models import Circle
from dugnad.kit.clock import now
from dugnad.people.actions.blocks import block
from dugnad.people.models import Member, Place, Skill, Speaks
from tests.asks.calling import make_call
from tests.asks.making import UNDER_ANOTHER_NAME, make_ask
from tests.cast import again, make_circle, make_member, signed_in


@pytest.fixture
def dora(movement: object) -> Member:
    return make_member("dora", calls_per_week=50)


@pytest.fixture
def town(alice: Member, bob: Member, dora: Member) -> Circle:
    return make_circle(alice, bob, dora)


@pytest.fixture
def need(town: Circle, bob: Member) -> Ask:
    return make_ask(bob, town, at=now())


@pytest.fixture
def mine(need: Ask, dora: Member) -> Call:
    return make_call(need, dora, at=now())


def page(member: Member, name: str, *args: str) -> str:
    return signed_in(member).get(reverse(name, args=args)).content.decode()


def test_a_call_says_why_and_how_many_others(need: Ask, alice: Member, dora: Member) -> None:
    lund = Place.objects.create(id=1, name="Lund", folded="lund", country="SE", latitude=55.70, longitude=13.19)
    near = Place.objects.create(id=2, name="Staffanstorp", folded="s", country="SE", latitude=55.64, longitude=13.21)
    law = Skill.objects.create(names={"en": "Asylum law"})
    Ask.objects.filter(pk=need.pk).update(place=lund)
    need.languages.create(language="prs")
    need.kind.skills.add(law)
    Member.objects.filter(pk=dora.pk).update(place=near)
    Speaks.objects.create(member=dora, language="prs")
    dora.skills.add(law)
    make_call(need, alice, at=now())
    html = page(dora, "call", make_call(need, dora, at=now()).pk)
    assert "You speak Dari and live 7 km away. You have said that you can help with this: Asylum law." in html
    assert "One other member was asked, too." in html
    assert "alice" not in html


def test_in_the_readers_language(mine: Call, dora: Member) -> None:
    Member.objects.filter(pk=dora.pk).update(language="sv")
    with translation.override("sv"):
        assert signed_in(again(dora)).get(reverse("call", args=[mine.pk])).status_code == 200


def test_a_call_that_has_no_other_reason(mine: Call, dora: Member) -> None:
    html = page(dora, "call", mine.pk)
    assert "Nobody here has asked you before." in html
    assert "Nobody else has been asked by name so far." in html


@pytest.mark.parametrize("name", ["call", "call_accept", "call_decline", "call_pass_on"])
def test_nobody_else_finds_it(mine: Call, alice: Member, bob: Member, charlie: Member, name: str) -> None:
    for member in (alice, bob, charlie):
        client = signed_in(member)
        assert client.get(reverse(name, args=[mine.pk])).status_code == 404
        assert client.post(reverse(name, args=[mine.pk])).status_code == (405 if name == "call" else 404)
    assert Call.objects.get().state == "waiting"


def test_whoever_left_or_is_kept_apart_finds_it_no_more(mine: Call, need: Ask, bob: Member, dora: Member) -> None:
    block(by=bob, other=dora)
    assert signed_in(dora).get(reverse("call", args=[mine.pk])).status_code == 404
    assert mine.ask.title not in page(dora, "calls")


def test_whoever_left_finds_it_no_more(mine: Call, need: Ask, dora: Member) -> None:
    leave(by=again(dora), circle=need.circle)
    assert signed_in(dora).get(reverse("call", args=[mine.pk])).status_code == 404


def test_saying_yes(mine: Call, need: Ask, alice: Member, bob: Member, dora: Member) -> None:
    response = signed_in(dora).post(reverse("call_accept", args=[mine.pk]), follow=True)
    assert "Thank you. bob sees that you will help." in response.content.decode()
    assert response.redirect_chain == [(f"/asks/{need.pk}/#reply", 302)]
    for member in (bob, alice):
        assert "One member was asked by name. dora said: I will help." in page(member, "ask", need.pk)
    html = page(dora, "ask", need.pk)
    assert "You said that you will help." in html
    assert "asked by name." not in html


def test_another_name_stays_another_name(town: Circle, bob: Member, dora: Member) -> None:
    need = make_ask(bob, town, speaker=UNDER_ANOTHER_NAME, at=now())
    call = make_call(need, dora, at=now())
    html = page(dora, "call", call.pk)
    assert "Nightingale" in html
    assert "bob" not in html
    html = signed_in(dora).post(reverse("call_accept", args=[call.pk]), follow=True).content.decode()
    assert "Nightingale sees that you will help." in html
    assert "bob" not in html


def test_who_said_yes_is_not_named_to_those_kept_apart(mine: Call, need: Ask, dora: Member, town: Circle) -> None:
    other = make_member("emil")
    enter(circle=town, member=other, at=mine.called_at - timedelta(days=1))
    calls.accept(by=dora, call=mine)
    assert "dora said: I will help." in page(other, "ask", need.pk)
    block(by=other, other=dora)
    html = page(other, "ask", need.pk)
    assert "dora" not in html
    assert "Somebody else said: I will help." in html


def test_saying_no_is_told_to_nobody(mine: Call, need: Ask, alice: Member, bob: Member, dora: Member) -> None:
    response = signed_in(dora).post(reverse("call_decline", args=[mine.pk]), follow=True)
    assert "That is all right. Nobody is told" in response.content.decode()
    for member in (alice, bob):
        html = page(member, "ask", need.pk)
        assert "One member was asked by name." in html
        assert "dora" not in html
    html = page(dora, "call", mine.pk)
    assert "Not this time, and that is all right." in html
    assert "I will help" not in html


@pytest.mark.parametrize("name", ["call_accept", "call_decline"])
def test_a_link_changes_nothing(mine: Call, dora: Member, name: str) -> None:
    response = signed_in(dora).get(reverse(name, args=[mine.pk]))
    assert (response.status_code, response["Location"]) == (302, f"/calls/{mine.pk}/")
    assert Call.objects.get().state == "waiting"


def test_what_was_helped_meanwhile(mine: Call, need: Ask, bob: Member, dora: Member) -> None:
    holding.resolve(by=again(bob), ask=need)
    html = signed_in(dora).post(reverse("call_accept", args=[mine.pk]), follow=True).content.decode()
    assert "This has been helped already. Thank you for wanting to." in html
    assert "This is already helped, or no longer needed. Thank you." in html
    assert "call_accept" not in html
    assert signed_in(dora).get(reverse("call_pass_on", args=[mine.pk])).status_code == 302


def test_passing_on(mine: Call, alice: Member, dora: Member) -> None:
    at = reverse("call_pass_on", args=[mine.pk])
    assert "Who could help here?" in page(dora, "call_pass_on", mine.pk)
    response = signed_in(dora).post(at, {"to": " @Alice "}, follow=True)
    assert "Thank you. alice is asked now." in response.content.decode()
    theirs = Call.objects.get(member=alice)
    assert "dora thought of you." in page(alice, "call", theirs.pk)
    assert "You passed this on. Thank you." in page(dora, "call", mine.pk)


@pytest.mark.parametrize("typed", ["charlie", "nobody", "dora", ""])
def test_passing_on_to_nobody_in_the_circle(mine: Call, charlie: Member, dora: Member, typed: str) -> None:
    response = signed_in(dora).post(reverse("call_pass_on", args=[mine.pk]), {"to": typed})
    assert response.status_code == 422
    assert Call.objects.get().state == "waiting"


def test_passing_on_to_somebody_at_night(mine: Call, alice: Member, dora: Member) -> None:
    Member.objects.filter(pk=alice.pk).update(quiet_from=time(1), quiet_until=time(1))
    response = signed_in(dora).post(reverse("call_pass_on", args=[mine.pk]), {"to": "alice"})
    assert response.status_code == 422
    html = response.content.decode()
    assert "alice cannot be asked right now. Choose somebody else." in html
    assert 'value="alice"' in html


def test_today_begins_with_it(mine: Call, need: Ask, dora: Member, alice: Member) -> None:
    html = page(dora, "today")
    assert "<h1>Somebody asks for you</h1>" in html
    assert reverse("call_accept", args=[mine.pk]) in html
    assert "Somebody asks for you" not in page(alice, "today")


def test_the_page_of_the_ask_asks_too(mine: Call, need: Ask, dora: Member) -> None:
    html = page(dora, "ask", need.pk)
    assert "You are asked by name" in html
    assert reverse("call_decline", args=[mine.pk]) in html


def test_the_list_of_calls(
    mine: Call, town: Circle, bob: Member, dora: Member, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(dora)
    client.get(reverse("calls"))
    with django_assert_num_queries(6):
        assert client.get(reverse("calls")).content.decode().count("Waits for a word from you") == 1
    for _number in range(2):
        make_call(make_ask(bob, town, at=now()), dora, at=now())
    with django_assert_num_queries(6):
        assert client.get(reverse("calls")).content.decode().count("Waits for a word from you") == 3


def test_an_empty_list(dora: Member) -> None:
    assert "Nobody has asked you by name yet" in page(dora, "calls")


def test_today_asks_as_many_questions_for_one_call_as_for_three(
    mine: Call, town: Circle, bob: Member, dora: Member, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    def fresh() -> Member:
        return again(dora)

    with django_assert_num_queries(4):
        assert len(for_today(fresh())) == 1
    for urgency in (Urgency.NOW, Urgency.NO_HURRY):
        make_call(make_ask(bob, town, urgency=urgency, at=now()), dora, at=now())
    with django_assert_num_queries(4):
        found = for_today(fresh())
    assert [one.call.ask.urgency for one in found] == [0, 1, 3]
    assert {one.others for one in found} == {"Nobody else has been asked by name so far."}


def test_the_page_of_an_ask_costs_the_same_for_one_call_and_three(
    need: Ask, town: Circle, bob: Member, dora: Member
) -> None:
    others = [make_member(f"guest{number}") for number in range(2)]
    for other in others:
        enter(circle=town, member=other, at=need.created_at - timedelta(days=1))
    calls.accept(by=dora, call=make_call(need, dora, at=now()))
    counts = []
    for more in (others, []):
        client = signed_in(bob)
        client.get(reverse("ask", args=[need.pk]))
        with CaptureQueriesContext(connection) as seen:
            client.get(reverse("ask", args=[need.pk]))
        counts.append(len(seen))
        for other in more:
            calls.accept(by=other, call=make_call(need, other, at=now()))
    assert counts[0] == counts[1]
    assert "dora, guest0 and guest1 said: I will help." in page(bob, "ask", need.pk)
