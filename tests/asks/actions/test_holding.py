from __future__ import annotations

import pytest

from dugnad.asks import enums
from dugnad.asks.actions import holding
from dugnad.asks.actions.holding import NotDeclared
from dugnad.asks.enums import State, Urgency
from dugnad.asks.models import Ask
from dugnad.circles.models import Circle
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.people.models import Block, Member
from tests.asks.making import SOON, UNDER_ANOTHER_NAME, make_answer, make_ask
from tests.cast import again, make_circle, make_member


@pytest.fixture
def need(circle: Circle, bob: Member) -> Ask:
    return make_ask(bob, circle, urgency=Urgency.TODAY)


def test_taking(need: Ask, alice: Member, bob: Member) -> None:
    holding.take(by=again(alice), ask=need, at=SOON)
    assert (need.state, need.held_by, need.held_at, need.version, need.active_at) == ("held", alice, SOON, 2, SOON)
    act = Act.objects.get(verb="took")
    assert (act.actor, act.toward, act.cause_id) == (alice.person_key, bob.person_key, need.act_id)
    holding.take(by=again(alice), ask=need, at=SOON)
    assert Act.objects.filter(verb="took").count() == 1


def test_a_second_claim_hears_who_was_first(alice: Member, bob: Member) -> None:
    dora = make_member("dora")
    need = make_ask(bob, make_circle(alice, bob, dora))
    late = Ask.objects.get(pk=need.pk)
    holding.take(by=again(alice), ask=need, at=SOON)
    with pytest.raises(Refused, match="alice has taken this"):
        holding.take(by=again(dora), ask=late, at=SOON)
    Block.objects.create(by=alice, of=dora)
    with pytest.raises(Refused, match="Somebody has taken this"):
        holding.take(by=again(dora), ask=Ask.objects.get(pk=need.pk), at=SOON)
    assert Act.objects.filter(verb="took").count() == 1


def test_nobody_takes_their_own_ask_or_one_from_outside(need: Ask, bob: Member, charlie: Member) -> None:
    for by in (bob, charlie):
        with pytest.raises(Refused):
            holding.take(by=again(by), ask=need)
    assert Ask.objects.get().state == State.OPEN


def test_handing_over_puts_it_first_in_line_with_a_note(need: Ask, alice: Member, bob: Member) -> None:
    make_answer(alice, need)
    holding.take(by=again(alice), ask=need, at=SOON)
    with pytest.raises(Refused, match="took this"):
        holding.hand_over(by=again(bob), ask=need)
    holding.hand_over(by=again(alice), ask=need, note="I drove him to Lund.", at=SOON)
    assert (need.state, need.held_by, need.note, need.note_by, need.need) == (
        "open",
        None,
        "I drove him to Lund.",
        alice,
        2,
    )
    assert Act.objects.get(verb="handed-over").actor == alice.person_key
    with pytest.raises(Refused):
        holding.hand_over(by=again(alice), ask=need)


@pytest.mark.parametrize(
    ("end", "state", "verb"),
    [(holding.resolve, State.HELPED, "resolved"), (holding.close, State.CLOSED, "ask-closed")],
)
def test_the_asker_and_the_stewards_end_and_reopen(  # type: ignore[no-untyped-def]  # `end` is one of two actions
    need: Ask, alice: Member, bob: Member, end, state: State, verb: str
) -> None:
    holding.take(by=again(alice), ask=need, at=SOON)
    end(by=again(bob), ask=need, note="He is safe.", at=SOON)
    assert (need.state, need.held_by, need.ended_at, need.note, need.note_by) == (state, None, SOON, "He is safe.", bob)
    end(by=again(bob), ask=need, at=SOON)
    assert Act.objects.filter(verb=verb).count() == 1
    holding.reopen(by=again(alice), ask=need, at=SOON)
    assert (need.state, need.ended_at, need.note) == ("open", None, "")
    holding.reopen(by=again(alice), ask=need, at=SOON)
    assert Act.objects.filter(verb="ask-reopened").count() == 1


def test_others_do_not_end_an_ask(alice: Member, bob: Member) -> None:
    dora = make_member("dora")
    need = make_ask(bob, make_circle(alice, bob, dora), speaker=UNDER_ANOTHER_NAME)
    for act in (holding.resolve, holding.close, holding.reopen):
        with pytest.raises(Refused, match="steward"):
            act(by=again(dora), ask=need)
    holding.close(by=again(bob), ask=need)
    with pytest.raises(Refused, match="come to an end"):
        holding.resolve(by=again(bob), ask=need)
    with pytest.raises(Refused, match="nothing left to take"):
        holding.take(by=again(dora), ask=need)


def test_a_change_of_state_that_is_not_declared_is_a_mistake_of_ours(need: Ask) -> None:
    assert State.HELD not in enums.TRANSITIONS[State.HELPED]
    with pytest.raises(NotDeclared):
        holding._move(need, {State.HELPED}, State.HELD, SOON, {})
