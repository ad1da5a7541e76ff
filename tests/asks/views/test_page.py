from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dugnad.asks.actions import holding
from dugnad.asks.actions.answering import say_helped, thank
from dugnad.asks.enums import Nature, Voice
from dugnad.asks.models import Ask, ReadMark
from dugnad.circles.actions.membership import enter
from dugnad.circles.enums import Openness
from dugnad.circles.models import Circle
from dugnad.people.models import Block, Member
from tests.asks.making import SOON, UNDER_ANOTHER_NAME, make_answer, make_ask
from tests.cast import NOON, again, make_circle, make_member, signed_in

QUERIES = 15
"""Session, member, ask, stands, blocks, answers, movement; offers that fit, places held, living answers."""


def page(member: Member, ask: Ask) -> str:
    response = signed_in(member).get(reverse("ask", args=[ask.pk]))
    assert response.status_code == 200
    return response.content.decode()


def test_the_need_and_every_answer(circle: Circle, alice: Member, bob: Member) -> None:
    need = make_ask(bob, circle)
    made = make_answer(alice, need)
    make_answer(alice, need, text="You are not alone.", nature=Nature.EMOTIONAL)
    say_helped(by=again(bob), answer=made)
    html = page(alice, need)
    assert html.count('<article class="answer') == 2
    for words in ("A bed for two nights", "We have a room and no dog.", "You are not alone.", "11 min later"):
        assert words in html
    assert "2 answers, in the order they came" in html
    assert html.count("This helped") == 1


@pytest.mark.parametrize("who", ["charlie", None])
def test_those_who_may_not_read_it_find_nothing(circle: Circle, bob: Member, charlie: Member, who: str | None) -> None:
    need = make_ask(bob, circle)
    if who is None:
        response = Client().get(reverse("ask", args=[need.pk]))
        assert response.status_code == 302
        assert "/login/" in response["Location"]
    else:
        assert signed_in(charlie).get(reverse("ask", args=[need.pk])).status_code == 404
        assert signed_in(charlie).get(reverse("ask", args=["nothing"])).status_code == 404


def test_as_many_questions_for_three_answers_as_for_one(circle: Circle, alice: Member, bob: Member) -> None:
    one, three = make_ask(bob, circle), make_ask(bob, circle)
    for need, count in ((one, 1), (three, 3)):
        for _ in range(count):
            made = make_answer(alice, need)
        thank(by=again(bob), answer=made)
    reader = signed_in(alice)
    for need in (one, three):
        reader.get(reverse("ask", args=[need.pk]))
    counts = []
    for need in (one, three):
        with CaptureQueriesContext(connection) as asked:
            reader.get(reverse("ask", args=[need.pk]))
        counts.append(len(asked))
    assert counts == [QUERIES, QUERIES]


def test_a_pseudonym_leads_to_nobody(circle: Circle, alice: Member, bob: Member) -> None:
    need = make_ask(bob, circle, speaker=UNDER_ANOTHER_NAME, sealed="Ahmad")
    other = make_answer(alice, need, voice=Voice.PSEUDONYM, pseudonym="Lantern")
    make_answer(bob, need, text="He has eaten.")
    holding.close(by=again(bob), ask=need, note="He is safe.")
    dora = make_member("dora")
    enter(circle=circle, member=dora, at=NOON - timedelta(days=1))
    html = page(dora, need)
    assert "Nightingale" in html
    assert "Lantern" in html
    for secret in ("bob", bob.pk, bob.person_key, "alice", alice.pk, alice.person_key):
        assert secret not in html
    assert other.author == alice


def test_a_steward_does_not_see_behind_a_pseudonym(circle: Circle, alice: Member, bob: Member) -> None:
    html = page(alice, make_ask(bob, circle, speaker=UNDER_ANOTHER_NAME))
    assert "bob" not in html
    assert bob.pk not in html


def test_what_members_write_is_text(circle: Circle, alice: Member, bob: Member) -> None:
    bad = '<script>alert(1)</script><img src=x onerror=alert(1)> [x](javascript:alert(1)) "><svg onload=alert(1)>'
    need = make_ask(bob, circle, title=bad[:140], text=bad)
    made = make_answer(alice, need, text=bad)
    holding.take(by=again(alice), ask=need)
    holding.hand_over(by=again(alice), ask=need, note=bad)
    html = page(bob, need)
    assert made.text == bad
    for tag in ("<script>alert", "<img src=x", "<svg onload", 'href="javascript:'):
        assert tag not in html


def test_the_read_mark_is_written_only_when_there_is_something_new(circle: Circle, alice: Member, bob: Member) -> None:
    need = make_ask(bob, circle)
    page(alice, need)
    mark = ReadMark.objects.get(ask=need, member=alice)
    assert mark.read_at == NOON
    ReadMark.objects.filter(pk=mark.pk).update(read_at=NOON + timedelta(days=9))
    page(alice, need)
    mark.refresh_from_db()
    assert mark.read_at == NOON + timedelta(days=9)
    ReadMark.objects.filter(pk=mark.pk).update(read_at=NOON)
    make_answer(bob, need)
    page(alice, need)
    mark.refresh_from_db()
    assert mark.read_at == SOON


def test_a_block_holds_on_the_page(circle: Circle, alice: Member, bob: Member) -> None:
    dora, emil = make_member("dora"), make_member("emil")
    shared = make_circle(alice, bob, dora, emil, name="Lund")
    need = make_ask(bob, shared)
    make_answer(dora, need, text="From dora.")
    make_answer(dora, need, text="From behind a name.", voice=Voice.PSEUDONYM, pseudonym="Lantern")
    Block.objects.create(by=emil, of=dora)
    html = page(emil, need)
    assert "From dora." not in html
    assert "From behind a name." in html
    assert "1 answer<" in html
    Block.objects.create(by=dora, of=emil)
    assert "From behind a name." not in page(emil, need)


def test_readers_of_an_open_circle_are_told_how_to_answer(alice: Member, charlie: Member) -> None:
    need = make_ask(alice, make_circle(alice, openness=Openness.OPEN))
    html = page(charlie, need)
    assert "Members of the circle can answer." in html
    assert reverse("ask_answer", args=[need.pk]) not in html
    assert reverse("ask_take", args=[need.pk]) not in html


@pytest.mark.parametrize(
    ("turn", "said"),
    [("take", "alice has taken this."), ("resolve", "Helped"), ("close", "No more answers are needed.")],
)
def test_the_page_says_where_it_stands(circle: Circle, alice: Member, bob: Member, turn: str, said: str) -> None:
    need = make_ask(bob, circle)
    getattr(holding, turn)(by=again(alice), ask=need)
    assert said in page(bob, need)
