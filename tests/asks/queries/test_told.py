"""What one member may know of what happens around asks, in words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dugnad.asks.actions import holding, living, offers, sealing
from dugnad.asks.actions.answering import say_helped, thank, thank_for_asking
from dugnad.asks.actions.calls import accept, call_by_name, decline
from dugnad.asks.enums import Nature
from dugnad.asks.jobs import rise
from dugnad.asks.models import Ask
from dugnad.asks.queries.told import new_asks, new_living_answers
from dugnad.circles.actions.keeping_out import ban
from dugnad.circles.actions.membership import enter
from dugnad.circles.enums import Openness
from dugnad.circles.models import Circle, Membership
from dugnad.ledger.models import Act
from dugnad.people.actions.blocks import block
from dugnad.people.models import Member
from dugnad.people.telling import Words, told, words_for
from tests.asks.making import SOON, UNDER_ANOTHER_NAME, make_answer, make_ask
from tests.asks.offering import offered
from tests.cast import NOON, again, make_circle, make_member

TITLE = "A bed for two nights"


def words(member: Member, verb: str) -> Words | None:
    """What `member` may know of the latest act of this kind."""
    act = Act.objects.filter(verb=verb).latest("id")
    return words_for(again(member), [act]).get(act.pk)


def is_over(member: Member, verb: str) -> bool:
    """Whether that act, of which `member` may know, needs no letter any more."""
    found = words(member, verb)
    assert found is not None
    return found.over


def lines(member: Member) -> dict[str, str]:
    """By verb: what `member` may know of everything there is on the ledger."""
    acts = {act.pk: act for act in Act.objects.all()}
    return {acts[pk].verb: one.line for pk, one in words_for(again(member), acts.values()).items()}


def everything(alice: Member, bob: Member, circle: Circle) -> Ask:
    """Bob asks, and everything that can happen around an ask happens."""
    need = make_ask(bob, circle, sealed="His name is Samir.")
    call = call_by_name(ask=need, member=alice.pk, wave=1, at=NOON)
    assert call
    accept(by=again(alice), call=call, at=NOON)
    given = make_answer(alice, need)
    make_answer(alice, need, nature=Nature.EMOTIONAL, text="I am with you.")
    make_answer(bob, need, text="He can come at six.")
    thank(by=again(bob), answer=given, at=SOON)
    say_helped(by=again(bob), answer=given, at=SOON)
    thank_for_asking(by=again(alice), ask=need, at=SOON)
    need.refresh_from_db()
    need = holding.take(by=again(alice), ask=need, at=SOON)
    sealing.want_to_read(by=again(alice), part=need.sealed, at=SOON)
    sealing.decide(by=again(bob), part=need.sealed, member=alice, let_in=True, at=SOON)
    holding.hand_over(by=again(alice), ask=need, at=SOON)
    room = offered(again(alice), circle)
    (held,) = offers.take(by=again(bob), opening=room.openings.get(), ask=need, form_key="t1")
    offers.agree(by=again(alice), reservation=held)
    holding.resolve(by=again(bob), ask=need, at=SOON)
    page = living.Page("What works", "Ask twice.", "Sweden", (datetime.now(UTC) + timedelta(days=90)).date())
    living.distil(by=again(bob), ask=need, page=page, credited=[given], form_key="l1", at=SOON)
    return need


def test_each_in_a_sentence(alice: Member, bob: Member, circle: Circle) -> None:
    everything(alice, bob, circle)
    for_alice, for_bob = lines(alice), lines(bob)
    assert for_bob["answered-practical"] == "alice has answered you"
    assert for_bob["answered-emotional"] == "alice is with you"
    assert for_bob["thanked-for-asking"] == "Somebody thanks you for asking"
    assert for_bob["accepted-call"] == "alice will help you"
    assert for_bob["took"] == "alice has taken your ask"
    assert for_bob["handed-over"] == "alice has handed your ask back, so that somebody else can take it"
    assert for_bob["asked-to-read"] == "alice would like to read the sealed part of your ask"
    assert for_bob["gave-the-place"] == "alice gives you the place: A room o1"
    assert for_alice["called"] == "Can you help? You are asked by name"
    assert for_alice["asked"] == "bob asks for help"
    assert for_alice["ask-added-to"] == "bob, who asked, has written more"
    assert for_alice["thanked"] == "bob thanks you for your answer"
    assert for_alice["this-helped"] == "bob says that your answer helped"
    assert for_alice["let-in"] == "bob lets you read the sealed part"
    assert for_alice["held-a-place"] == "bob would like a place, and waits for your yes: A room o1"
    assert for_alice["resolved"] == "It helped: bob says that this ask is helped"
    assert for_alice["distilled"].startswith("What you wrote is in a page now")


def test_nothing_of_it_for_somebody_outside(alice: Member, bob: Member, charlie: Member, circle: Circle) -> None:
    everything(alice, bob, circle)
    of_asks = {entry.verb.code for entry in told() if entry.words.__module__.startswith("dugnad.asks.queries.told")}
    assert of_asks & set(lines(charlie)) == set()
    assert of_asks & set(lines(bob)) != set()


def test_every_verb_of_the_table_has_its_words(alice: Member, bob: Member, circle: Circle) -> None:
    """Those that do not happen in `everything` happen here."""
    everything(alice, bob, circle)
    need = make_ask(bob, circle, sealed="Her name.", at=NOON - timedelta(hours=3))
    assert rise(NOON) == 1
    sealing.want_to_read(by=again(alice), part=need.sealed, at=NOON)
    sealing.decide(by=again(bob), part=need.sealed, member=alice, let_in=False, at=NOON)
    room = offered(again(alice), circle, "o2")
    (held,) = offers.take(by=again(bob), opening=room.openings.get(), ask=need, form_key="t2")
    offers.give_back(by=again(alice), reservation=held)
    holding.close(by=again(alice), ask=need, at=NOON)
    known = {**lines(alice), **lines(bob)}
    assert known["rose-to-stewards"].startswith("Nobody has answered in time")
    assert known["not-let-in"] == "bob keeps the sealed part to fewer people"
    assert known["gave-the-place-back"] == "alice has given a place back: A room o2"
    assert known["ask-closed"] == "alice has closed this ask"
    of_asks = {entry.verb.code for entry in told() if entry.words.__module__.startswith("dugnad.asks.queries.told")}
    assert of_asks - set(known) == set()


def test_a_pseudonym_stays_one_in_whatever_its_owner_does(alice: Member, bob: Member, circle: Circle) -> None:
    need = make_ask(bob, circle, speaker=UNDER_ANOTHER_NAME)
    given = make_answer(alice, need)
    thank(by=again(bob), answer=given, at=SOON)
    say_helped(by=again(bob), answer=given, at=SOON)
    holding.resolve(by=again(bob), ask=need, at=SOON)
    said = lines(alice)
    assert said["thanked"] == "Nightingale thanks you for your answer"
    assert said["this-helped"] == "Nightingale says that your answer helped"
    assert said["resolved"] == "It helped: Nightingale says that this ask is helped"
    assert not any("bob" in line for verb, line in said.items() if verb not in {"joined", "arrived"})


def test_blocking_does_not_tell_who_is_behind_another_name(alice: Member, bob: Member, circle: Circle) -> None:
    """What a pseudonym did goes on being told to somebody who has blocked the person behind it."""
    given = make_answer(alice, make_ask(bob, circle, speaker=UNDER_ANOTHER_NAME))
    thank(by=again(bob), answer=given, at=SOON)
    block(by=again(alice), other=bob, at=SOON)
    assert words(alice, "thanked") is not None


def test_thanks_of_others_name_nobody_as_on_the_page(alice: Member, bob: Member, circle: Circle) -> None:
    dora = make_member("dora")
    enter(circle=circle, member=dora, at=NOON - timedelta(days=2))
    given = make_answer(alice, make_ask(bob, circle))
    thank(by=again(dora), answer=given, at=SOON)
    found = words(alice, "thanked")
    assert found is not None
    assert found.line == "Somebody thanks you for your answer"


def test_somebody_kept_apart_is_not_heard_of(alice: Member, bob: Member, circle: Circle) -> None:
    need = make_ask(bob, circle)
    make_answer(alice, need)
    holding.take(by=again(alice), ask=need, at=SOON)
    assert set(lines(bob)) >= {"answered-practical", "took"}
    block(by=again(bob), other=alice, at=SOON)
    assert {"answered-practical", "took"} & set(lines(bob)) == set()


def test_somebody_kept_out_hears_nothing_more(alice: Member, bob: Member, circle: Circle) -> None:
    make_answer(alice, make_ask(bob, circle))
    ban(by=again(alice), membership=Membership.objects.get(circle=circle, member=bob), told="", at=SOON)
    assert words(bob, "answered-practical") is None


def test_who_said_no_is_told_to_nobody(alice: Member, bob: Member, circle: Circle) -> None:
    call = call_by_name(ask=make_ask(bob, circle), member=alice.pk, wave=1, at=NOON)
    assert call
    decline(by=again(alice), call=call, at=NOON)
    assert "declined-call" not in {entry.verb.code for entry in told()}
    found = words(alice, "called")
    assert found is not None
    assert found.over  # no letter any more
    assert words(bob, "called") is None


def test_what_is_settled_needs_no_letter(alice: Member, bob: Member, circle: Circle) -> None:
    need = make_ask(bob, circle, sealed="His name.", at=NOON - timedelta(hours=3))
    rise(NOON)
    sealing.want_to_read(by=again(alice), part=need.sealed, at=NOON)
    assert [is_over(alice, "rose-to-stewards"), is_over(bob, "asked-to-read")] == [False, False]
    sealing.decide(by=again(bob), part=need.sealed, member=alice, let_in=True, at=NOON)
    make_answer(alice, need)
    assert [is_over(alice, "rose-to-stewards"), is_over(bob, "asked-to-read")] == [True, True]


@pytest.mark.parametrize(("openness", "travels"), [(Openness.OPEN, True), (Openness.CLOSED, False)])
def test_only_from_open_circles_may_words_travel(alice: Member, bob: Member, openness: Openness, travels: bool) -> None:
    circle = make_circle(alice, bob, openness=openness)
    make_answer(alice, make_ask(bob, circle))
    found = words(bob, "answered-practical")
    assert found is not None
    assert (found.travels, found.title, found.text) == (travels, TITLE, "We have a room and no dog.")


def test_nothing_about_sealed_parts_and_places_has_text(alice: Member, bob: Member, circle: Circle) -> None:
    everything(alice, bob, circle)
    found = words_for(again(alice), Act.objects.filter(verb__in=["let-in", "held-a-place"]))
    assert len(found) == 2
    assert [one.text for one in found.values()] == ["", ""]
    assert "Samir" not in str(found)


def test_as_many_queries_for_three_as_for_one(alice: Member, bob: Member, circle: Circle) -> None:
    for _each in range(3):
        make_answer(alice, make_ask(bob, circle))
    acts = list(Act.objects.filter(verb__in=["asked", "answered-practical"]))
    counts = []
    for some in (acts[:2], acts):
        reader = again(bob)
        with CaptureQueriesContext(connection) as asked:
            assert len(words_for(reader, some)) == len(some)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_news_of_circles_is_what_others_asked_meanwhile(alice: Member, bob: Member, circle: Circle) -> None:
    make_ask(bob, circle, title="Before", at=NOON)
    make_ask(bob, circle, title="Meanwhile", at=SOON)
    make_ask(alice, circle, title="Her own", at=SOON)
    holding.close(by=again(bob), ask=make_ask(bob, circle, title="Closed", at=SOON), at=SOON)
    found = new_asks(again(alice), [circle.pk], NOON, SOON, 5)
    assert [one.title for one in found] == ["Meanwhile"]
    assert new_asks(again(alice), [], NOON, SOON, 5) == []


def test_news_is_for_those_who_read_the_circle(alice: Member, bob: Member, charlie: Member, circle: Circle) -> None:
    everything(alice, bob, circle)
    until = SOON + timedelta(days=1)
    assert len(new_living_answers(again(Member.objects.get(pk=alice.pk)), [circle.pk], NOON, until, 5)) == 0  # her own
    assert new_asks(again(charlie), [circle.pk], NOON - timedelta(days=1), until, 5) == []
    assert new_living_answers(again(charlie), [circle.pk], NOON, until, 5) == []
