"""Several people doing the same at the same moment, each in a transaction of their own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dugnad.asks.actions import holding
from dugnad.asks.actions.answering import answer, say_helped, thank
from dugnad.asks.actions.asking import Need, ask
from dugnad.asks.actions.sealing import decide, want_to_read
from dugnad.asks.enums import Nature, Voice
from dugnad.asks.jobs import erase_sealed, rise
from dugnad.asks.models import Answer, Ask, Letting, SealedPart, Thanks
from dugnad.circles.models import Circle
from dugnad.kit.ids import new_key
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from tests.asks.making import SOON, UNDER_ANOTHER_NAME, make_answer, make_ask, make_kind
from tests.at_once import at_once
from tests.cast import NOON, again, make_circle, make_member

pytestmark = pytest.mark.django_db(transaction=True)
KEY = "k" * 16


def acts(verb: str) -> int:
    return Act.objects.filter(verb=verb).count()


def test_of_eight_who_take_an_ask_one_holds_it(alice: Member) -> None:
    crowd = [make_member(f"guest{number}") for number in range(8)]
    need = make_ask(alice, make_circle(alice, *crowd))

    def taking(member: Member) -> Callable[[], object]:
        return lambda: holding.take(by=again(member), ask=Ask.objects.get(), at=SOON)

    results = at_once([taking(member) for member in crowd])
    assert sorted(type(one).__name__ for one in results) == ["Ask"] + ["Refused"] * 7
    need.refresh_from_db()
    assert (need.state, need.version, acts("took")) == ("held", 2, 1)
    (took,) = Act.objects.filter(verb="took")
    assert need.held_by is not None
    assert took.actor == need.held_by.person_key


def test_no_answer_is_lost_from_the_count(alice: Member) -> None:
    crowd = [make_member(f"guest{number}") for number in range(8)]
    need = make_ask(alice, make_circle(alice, *crowd))

    def answering(member: Member) -> Callable[[], object]:
        return lambda: answer(
            by=again(member), ask=Ask.objects.get(), text="Yes", nature=Nature.EMOTIONAL, form_key=new_key(), at=SOON
        )

    results = at_once([answering(member) for member in crowd])
    assert [type(one).__name__ for one in results] == ["Answer"] * 8
    need.refresh_from_db()
    assert (need.answer_count, Answer.objects.count(), acts("answered-emotional")) == (8, 8, 8)


def test_one_form_pressed_six_times(circle: Circle, alice: Member, bob: Member) -> None:
    need = Need(kind=make_kind(), title="A bed")
    results = at_once(
        [lambda: ask(by=again(bob), circle=circle, need=need, form_key=KEY, speaker=UNDER_ANOTHER_NAME, at=NOON)] * 6
    )
    assert {getattr(one, "pk", one) for one in results} == {Ask.objects.get().pk}
    facts = {"text": "Yes", "nature": Nature.PRACTICAL, "form_key": KEY, "voice": Voice.PSEUDONYM, "pseudonym": "Lamp"}
    results = at_once([lambda: answer(by=again(alice), ask=Ask.objects.get(), at=SOON, **facts)] * 6)
    assert {getattr(one, "pk", one) for one in results} == {Answer.objects.get().pk}
    assert (Ask.objects.get().answer_count, acts("asked"), acts("answered-practical")) == (1, 1, 1)


def test_thanks_and_help_are_counted_once(circle: Circle, alice: Member, bob: Member) -> None:
    made = make_answer(alice, make_ask(bob, circle))
    results = at_once([lambda: thank(by=again(bob), answer=made, at=SOON)] * 6)
    assert sorted(map(bool, results)) == [False] * 5 + [True]
    results = at_once([lambda: say_helped(by=again(bob), answer=made, at=SOON)] * 6)
    assert sorted(map(bool, results)) == [False] * 5 + [True]
    made.refresh_from_db()
    assert (made.thanks_count, Thanks.objects.count(), acts("thanked"), acts("this-helped")) == (1, 1, 1, 1)


def test_the_door_to_a_sealed_part(circle: Circle, alice: Member, bob: Member) -> None:
    make_ask(bob, circle, sealed="Ahmad")
    part = SealedPart.objects.select_related("ask__circle", "ask__author").get()
    results = at_once([lambda: want_to_read(by=again(alice), part=part, at=SOON)] * 6)
    assert {getattr(one, "pk", one) for one in results} == {Letting.objects.get().pk}
    at_once([lambda: decide(by=again(bob), part=part, member=alice, let_in=True, at=SOON)] * 6)
    assert (Letting.objects.get().letting, acts("asked-to-read"), acts("let-in")) == ("let-in", 1, 1)


def test_two_clocks_do_it_once(circle: Circle, bob: Member) -> None:
    make_ask(bob, circle, sealed="Ahmad")
    late = circle.retained_until(NOON)
    assert sorted(at_once([lambda: rise(late)] * 4), key=str) == [0, 0, 0, 1]
    assert sorted(at_once([lambda: erase_sealed(late)] * 4), key=str) == [0, 0, 0, 1]
    assert (acts("rose-to-stewards"), acts("sealed-erased")) == (1, 1)
