from __future__ import annotations

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from dugnad.asks.queries.similar import that_may_help
from dugnad.circles.actions.membership import enter
from dugnad.circles.enums import Openness
from dugnad.circles.models import Circle
from dugnad.circles.searching import find
from dugnad.people.models import Block, Member
from tests.asks.making import SOON, UNDER_ANOTHER_NAME, make_answer, make_ask
from tests.cast import again, make_circle, make_member


def test_asks_and_answers_are_found_by_their_words(circle: Circle, alice: Member, bob: Member) -> None:
    need = make_ask(bob, circle, title="A bed in Lund", text="He is **calm** and afraid of dogs.")
    made = make_answer(alice, need, text="Our dogs are calm too.")
    found = {(hit.kind, hit.found.pk): hit.found for hit in find(again(alice), "calm dog")}
    assert found.keys() == {("ask", need.pk), ("answer", made.pk)}
    ask = found["ask", need.pk]
    assert (ask.title, ask.excerpt, ask.circle, ask.shown_as, ask.path) == (
        "A bed in Lund",
        "He is calm and afraid of dogs.",
        "Skåne",
        "bob",
        f"/asks/{need.pk}/",
    )
    answer = found["answer", made.pk]
    assert (answer.title, answer.shown_as, answer.path) == ("A bed in Lund", "alice", f"/asks/{need.pk}/#a-{made.pk}")


@pytest.mark.parametrize("words", ["", "  ", "***", "nothinglikethis"])
def test_nothing_to_find(circle: Circle, bob: Member, words: str) -> None:
    make_ask(bob, circle)
    assert find(again(bob), words) == []


def test_what_one_may_not_read_is_not_found(circle: Circle, alice: Member, bob: Member, charlie: Member) -> None:
    need = make_ask(bob, circle, text="Kryptonite")
    make_answer(alice, need, text="More kryptonite.")
    for search in (lambda member: find(member, "kryptonite"), lambda member: that_may_help(member, "kryptonite", "")):
        assert len(search(again(bob))) >= 1
        assert search(again(charlie)) == []
    enter(circle=circle, member=charlie, at=SOON)
    assert find(again(charlie), "kryptonite") == []
    assert that_may_help(again(charlie), "kryptonite", "") == []


def test_a_block_holds_in_the_search(alice: Member, bob: Member) -> None:
    dora = make_member("dora")
    shared = make_circle(alice, bob, dora)
    make_ask(bob, shared, text="Kryptonite")
    make_ask(bob, shared, text="Kryptonite", speaker=UNDER_ANOTHER_NAME)
    Block.objects.create(by=dora, of=bob)
    assert [hit.found.shown_as for hit in find(again(dora), "kryptonite")] == ["Nightingale"]
    assert len(find(again(alice), "kryptonite")) == 2


def test_open_circles_are_searched_by_all(alice: Member, charlie: Member) -> None:
    make_ask(alice, make_circle(alice, openness=Openness.OPEN), text="Kryptonite")
    assert len(find(again(charlie), "kryptonite")) == 1


def test_what_helps_has_been_answered(circle: Circle, alice: Member, bob: Member) -> None:
    silent, answered = make_ask(bob, circle, title="Kryptonite lamp"), make_ask(bob, circle, title="Kryptonite bed")
    make_answer(alice, answered)
    (known,) = that_may_help(again(alice), "Kryptonite", "I need a lamp or a bed.")
    assert (known.kind, known.pk, known.answers, known.helped) == ("ask", answered.pk, 1, False)
    assert silent.pk != known.pk


@pytest.mark.parametrize("asks", [1, 3])
def test_as_many_questions_for_three_as_for_one(
    circle: Circle, alice: Member, bob: Member, asks: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(asks):
        make_answer(alice, make_ask(bob, circle, text="Kryptonite"), text="Kryptonite")
    member = again(alice)
    with django_assert_num_queries(5):
        assert len(find(member, "kryptonite")) == 2 * asks
