from __future__ import annotations

import pytest

from dugnad.asks.actions.answering import answer, edit_answer, say_helped, thank
from dugnad.asks.enums import Nature, State, Urgency, Voice
from dugnad.asks.models import Answer, Ask, Thanks
from dugnad.circles.models import Circle
from dugnad.kit import fulltext
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from tests.asks.making import SOON, UNDER_ANOTHER_NAME, make_answer, make_ask
from tests.cast import again


def test_an_answer_counts_and_moves_the_ask_back_in_line(circle: Circle, alice: Member, bob: Member) -> None:
    need = make_ask(bob, circle, urgency=Urgency.TODAY)
    made = make_answer(alice, need)
    need.refresh_from_db()
    assert (need.answer_count, need.need, need.active_at) == (1, 3, SOON)
    act = Act.objects.get(pk=made.act_id)
    assert (act.verb, act.actor, act.toward, act.cause_id) == (
        "answered-practical",
        alice.person_key,
        bob.person_key,
        need.act_id,
    )
    assert [hit.object_id for hit in fulltext.match("room", kinds=["answer"], scopes=[circle.pk])] == [made.pk]


def test_both_natures_count_the_same(circle: Circle, alice: Member, bob: Member) -> None:
    need = make_ask(bob, circle)
    make_answer(alice, need, nature=Nature.PRACTICAL)
    make_answer(alice, need, nature=Nature.EMOTIONAL)
    need.refresh_from_db()
    assert need.answer_count == 2
    assert list(Act.objects.filter(object_type="answer").order_by("id").values_list("verb", flat=True)) == [
        "answered-practical",
        "answered-emotional",
    ]


def test_the_asker_adds_in_the_voice_of_the_ask(circle: Circle, bob: Member) -> None:
    need = make_ask(bob, circle, speaker=UNDER_ANOTHER_NAME)
    made = make_answer(bob, need, voice=Voice.OWN)
    need.refresh_from_db()
    assert (made.by_asker, made.voice, made.shown_as, made.nature) == (True, "pseudonym", "Nightingale", "")
    assert (need.answer_count, need.need, need.active_at) == (0, 2, SOON)
    assert Act.objects.get(pk=made.act_id).verb == "ask-added-to"


def test_the_same_form_sent_twice_is_one_answer(circle: Circle, alice: Member, bob: Member) -> None:
    need = make_ask(bob, circle)
    facts = {"text": "Yes.", "form_key": "k" * 16, "nature": Nature.PRACTICAL, "at": SOON}
    assert answer(by=again(alice), ask=need, **facts) == answer(by=again(alice), ask=need, **facts)
    need.refresh_from_db()
    assert (Answer.objects.count(), need.answer_count) == (1, 1)


def test_an_answer_needs_a_nature(circle: Circle, alice: Member, bob: Member) -> None:
    need = make_ask(bob, circle)
    with pytest.raises(Refused, match="Choose what you give"):
        answer(by=again(alice), ask=need, text="Yes.", form_key="k" * 16)
    assert Answer.objects.count() == 0


def test_outsiders_and_closed_asks(circle: Circle, alice: Member, bob: Member, charlie: Member) -> None:
    need = make_ask(bob, circle)
    with pytest.raises(Refused):
        make_answer(charlie, need)
    Ask.objects.filter(pk=need.pk).update(state=State.CLOSED)
    before = Act.objects.count()
    with pytest.raises(Refused, match="closed"):
        make_answer(alice, need)
    assert (Answer.objects.count(), Act.objects.count()) == (0, before)


def test_changing_an_answer(circle: Circle, alice: Member, bob: Member) -> None:
    made = make_answer(alice, make_ask(bob, circle))
    with pytest.raises(Refused, match="wrote this"):
        edit_answer(by=again(bob), answer=made, text="Mine now")
    edit_answer(by=again(alice), answer=made, text="Two sofas.", at=SOON)
    assert (made.text, made.version, made.edited_at) == ("Two sofas.", 2, SOON)
    assert fulltext.match("room", kinds=["answer"], scopes=[circle.pk]) == []


def test_thanks_are_counted_once(circle: Circle, alice: Member, bob: Member) -> None:
    made = make_answer(alice, make_ask(bob, circle))
    assert thank(by=again(bob), answer=made, at=SOON)
    assert not thank(by=again(bob), answer=made, at=SOON)
    made.refresh_from_db()
    assert (made.thanks_count, Thanks.objects.count()) == (1, 1)
    act = Act.objects.get(verb="thanked")
    assert (act.actor, act.toward, act.cause_id) == (bob.person_key, alice.person_key, made.act_id)


def test_nobody_thanks_themselves_or_the_ask(circle: Circle, alice: Member, bob: Member, charlie: Member) -> None:
    need = make_ask(bob, circle)
    made, added = make_answer(alice, need), make_answer(bob, need)
    for by, what in ((alice, made), (alice, added), (bob, added), (charlie, made)):
        with pytest.raises(Refused):
            thank(by=again(by), answer=what)
    assert Thanks.objects.count() == 0


def test_only_the_asker_says_what_helped(circle: Circle, alice: Member, bob: Member) -> None:
    made = make_answer(alice, make_ask(bob, circle))
    with pytest.raises(Refused, match="one who asked"):
        say_helped(by=again(alice), answer=made)
    assert say_helped(by=again(bob), answer=made, at=SOON)
    assert not say_helped(by=again(bob), answer=made, at=SOON)
    made.refresh_from_db()
    assert made.helped_at == SOON
    assert say_helped(by=again(bob), answer=made, helped=False, at=SOON)
    made.refresh_from_db()
    assert made.helped_at is None
    assert list(Act.objects.filter(verb__startswith="this-helped").order_by("id").values_list("verb", "toward")) == [
        ("this-helped", alice.person_key),
        ("this-helped-undone", ""),
    ]
