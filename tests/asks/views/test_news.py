"""The pieces of an open page that are fetched anew when its stream says so."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dugnad.asks.actions.holding import close, take
from dugnad.asks.models import Ask, ReadMark
from dugnad.circles.models import Circle
from dugnad.people.actions.blocks import block
from dugnad.people.models import Member
from tests.asks.making import make_answer, make_ask
from tests.cast import again, signed_in

QUERIES = 7


def fetched(member: Member, ask: Ask, *pieces: str) -> str:
    response: HttpResponse = signed_in(member).get(reverse("ask", args=[ask.pk]), {"news": list(pieces)})
    assert response.status_code == 200
    return response.content.decode()


def ids(html: str) -> list[str]:
    return re.findall(r'id="([a-z]+(?:-[0-9a-z]{16})?)"', html)


def test_the_answer_that_came_and_how_many_there_are(circle: Circle, alice: Member, bob: Member) -> None:
    ask = make_ask(alice, circle)
    first, second = make_answer(bob, ask), make_answer(bob, ask)

    html = fetched(alice, ask, f"answer.{second.pk}")
    assert ids(html) == ["standing", "count", f"a-{second.pk}"]
    assert "2 answers" in html
    assert first.pk not in html


def test_where_it_stands_comes_with_what_one_can_do(circle: Circle, alice: Member, bob: Member) -> None:
    ask = make_ask(alice, circle)
    take(by=again(bob), ask=ask)

    html = fetched(alice, ask, f"standing.{ask.pk}")
    assert "bob has taken this." in html
    assert "reply" in ids(html)
    assert "<html" not in html


def test_a_closed_ask_has_no_place_for_words(circle: Circle, alice: Member) -> None:
    ask = make_ask(alice, circle)
    close(by=again(alice), ask=ask)

    assert "reply" not in ids(fetched(alice, ask, f"standing.{ask.pk}"))


def test_changed_words_come_only_when_they_changed(circle: Circle, alice: Member, bob: Member) -> None:
    ask = make_ask(alice, circle)

    assert {"title", "said"} <= set(ids(fetched(bob, ask, f"words.{ask.pk}")))
    assert not {"title", "said"} & set(ids(fetched(bob, ask, f"standing.{ask.pk}")))


def test_anew_is_all_of_it(circle: Circle, alice: Member, bob: Member) -> None:
    ask = make_ask(alice, circle)
    answers = [make_answer(bob, ask) for _each in range(3)]

    assert {"title", "said", "standing", "count", *(f"a-{one.pk}" for one in answers)} <= set(
        ids(fetched(alice, ask, "anew."))
    )


def test_what_a_blocked_member_wrote_does_not_come_by_its_id(circle: Circle, alice: Member, bob: Member) -> None:
    ask = make_ask(bob, circle)
    made = make_answer(alice, ask)
    block(by=again(bob), other=again(alice))

    html = fetched(bob, ask, f"answer.{made.pk}", "anew.")
    assert made.pk not in html
    assert "No answers yet" in html


@pytest.mark.parametrize("piece", ["", "nothing", "answer.", "answer.nothing", "."])
def test_what_is_not_known_brings_nothing_more(circle: Circle, alice: Member, piece: str) -> None:
    assert ids(fetched(alice, make_ask(alice, circle), piece)) == ["standing", "count"]


def test_whoever_may_not_read_the_ask_gets_no_piece_of_it(circle: Circle, alice: Member, charlie: Member) -> None:
    address = reverse("ask", args=[make_ask(alice, circle).pk])

    assert signed_in(charlie).get(address, {"news": "anew."}).status_code == 404


def test_what_came_in_sight_is_read(circle: Circle, alice: Member, bob: Member) -> None:
    ask = make_ask(alice, circle)
    made = make_answer(bob, ask)
    fetched(alice, ask, f"answer.{made.pk}")

    assert ReadMark.objects.get(ask=ask, member=alice).read_at == made.created_at


def test_the_page_says_when_it_was_made_and_where_its_stream_is(circle: Circle, alice: Member) -> None:
    ask = make_ask(alice, circle)
    html = signed_in(alice).get(reverse("ask", args=[ask.pk])).content.decode()

    assert re.search(r"This page was made at \d\d:\d\d\.", html)
    assert re.search(rf'data-live="/live/ask/{ask.pk}/\?after=[\w-]{{94}}&amp;in=en"', html)


def test_as_many_questions_for_three_answers_as_for_one(circle: Circle, alice: Member, bob: Member) -> None:
    counts = []
    for count in (1, 3):
        ask = make_ask(alice, circle)
        pieces = [f"answer.{make_answer(bob, ask).pk}" for _each in range(count)]
        reader, address = signed_in(bob), reverse("ask", args=[ask.pk])
        reader.get(address)
        with CaptureQueriesContext(connection) as asked:
            reader.get(address, {"news": pieces})
        counts.append(len(asked))

    assert counts == [QUERIES, QUERIES]


def test_the_place_a_page_follows_from_is_taken_before_anything_is_read(circle: Circle, alice: Member) -> None:
    """What is done while the page is drawn is told by its stream, even if the page shows it already."""
    reader, address = signed_in(alice), reverse("ask", args=[make_ask(alice, circle).pk])
    with CaptureQueriesContext(connection) as asked:
        reader.get(address)
    place = next(number for number, query in enumerate(asked) if 'FROM "ledger_act"' in query["sql"])
    read = next(number for number, query in enumerate(asked) if '"asks_' in query["sql"])

    assert place < read
