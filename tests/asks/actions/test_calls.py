from __future__ import annotations

from datetime import time, timedelta
from typing import Any

import pytest

from dugnad.asks.actions import calls, holding
from dugnad.asks.enums import CALL_TRANSITIONS, CallState, State
from dugnad.asks.models import Ask, Call, Callee
from dugnad.circles.actions.membership import enter, leave
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.people.actions.blocks import block
from dugnad.people.models import Member, Speaks
from tests.asks.calling import make_call, may_call
from tests.asks.making import SOON, UNDER_ANOTHER_NAME, make_answer, make_ask
from tests.cast import NOON, again, make_circle, make_member

SECOND = timedelta(seconds=1)


@pytest.fixture
def dora(movement: object) -> Member:
    return make_member("dora")


@pytest.fixture
def need(alice: Member, bob: Member, dora: Member) -> Ask:
    return make_ask(bob, make_circle(alice, bob, dora))


def acts(verb: str) -> list[tuple[str, str, str, int | None]]:
    found = Act.objects.filter(verb=verb).order_by("pk")
    return [(act.actor, act.toward, act.audience, act.cause_id) for act in found]


def test_a_call_is_recorded_for_those_in_it_alone(need: Ask, bob: Member, dora: Member) -> None:
    call = make_call(need, dora)
    assert acts("called") == [("", dora.person_key, "private", need.act_id)]
    assert (call.state, call.answer_by, call.act.circle) == ("waiting", NOON + timedelta(minutes=50), need.circle_id)
    assert call.reasons == {"languages": [], "skills": [], "kilometres": None, "first": True}


def test_why_is_kept_as_facts(alice: Member, bob: Member, dora: Member) -> None:
    need = make_ask(bob, make_circle(alice, bob, dora), languages=["prs", "sv"])
    Speaks.objects.create(member=dora, language="prs")
    Speaks.objects.create(member=dora, language="ti")
    assert make_call(need, dora).reasons["languages"] == ["prs"]


@pytest.mark.parametrize(
    "facts",
    [
        {"calls_per_week": 0},
        {"is_active": False},
        {"quiet_from": time(11), "quiet_until": time(13), "time_zone": "UTC"},
        {"quiet_from": time(22), "quiet_until": time(7), "time_zone": "Pacific/Auckland"},
    ],
)
def test_whoever_wants_none_now_is_not_called(need: Ask, dora: Member, facts: dict[str, Any]) -> None:
    Member.objects.filter(pk=dora.pk).update(**facts)
    assert may_call(need, dora) is None
    assert acts("called") == []


def test_those_who_may_not_answer_are_not_called(need: Ask, alice: Member, bob: Member, charlie: Member) -> None:
    assert may_call(need, charlie) is None
    assert may_call(need, bob) is None
    holding.take(by=again(alice), ask=need, at=SOON)
    assert may_call(need, alice) is None


@pytest.mark.parametrize("both", [("bob", "dora"), ("dora", "bob")])
def test_those_kept_apart_are_not_called_either_way(need: Ask, both: tuple[str, str]) -> None:
    by, other = (Member.objects.get(handle=handle) for handle in both)
    block(by=by, other=other)
    assert may_call(need, Member.objects.get(handle="dora")) is None


def test_a_block_counts_under_another_name_too(alice: Member, bob: Member, dora: Member) -> None:
    need = make_ask(bob, make_circle(alice, bob, dora), speaker=UNDER_ANOTHER_NAME)
    block(by=dora, other=bob)
    assert may_call(need, dora) is None


def test_newcomers_who_do_not_read_it_are_not_called(need: Ask) -> None:
    late = make_member("late")
    enter(circle=need.circle, member=late, at=SOON)
    assert may_call(need, late) is None


def test_once_for_an_ask(need: Ask, dora: Member) -> None:
    make_call(need, dora)
    assert may_call(need, dora, at=SOON) is None


def test_never_more_in_seven_days_than_they_are_ready_for(need: Ask, bob: Member, dora: Member) -> None:
    week = timedelta(days=7)
    for number in range(2):
        calls.decline(by=dora, call=make_call(make_ask(bob, need.circle), dora, at=NOON + number * SECOND), at=SOON)
    assert may_call(need, dora, at=NOON + week - SECOND) is None
    assert may_call(need, dora, at=NOON + week) is not None
    assert may_call(make_ask(bob, need.circle), dora, at=NOON + week) is None


def test_saying_yes_is_seen_and_saying_it_twice_is_once(need: Ask, bob: Member, dora: Member) -> None:
    call = make_call(need, dora)
    calls.accept(by=dora, call=call, at=SOON)
    calls.accept(by=dora, call=call, at=SOON + SECOND)
    assert acts("accepted-call") == [(dora.person_key, bob.person_key, "circle", call.act_id)]
    assert (call.state, call.settled_at, call.answer_by) == ("accepted", SOON, SOON + timedelta(minutes=50))


def test_only_whoever_was_called_answers_it(need: Ask, alice: Member, dora: Member) -> None:
    call = make_call(need, dora)
    for act in (calls.accept, calls.decline):
        with pytest.raises(Refused, match="Only the one who is asked"):
            act(by=alice, call=call)
    with pytest.raises(Refused, match="Only the one who is asked"):
        calls.pass_on(by=alice, call=call, to=alice)
    assert Call.objects.get().state == "waiting"


def test_saying_no_is_nobodys_to_see(need: Ask, bob: Member, dora: Member) -> None:
    call = make_call(need, dora)
    calls.decline(by=dora, call=call, at=SOON)
    calls.decline(by=dora, call=call, at=SOON)
    assert acts("declined-call") == [(dora.person_key, bob.person_key, "private", call.act_id)]
    with pytest.raises(Refused, match="You can still answer"):
        calls.accept(by=dora, call=call, at=SOON)


def test_a_promise_can_be_taken_back(need: Ask, dora: Member) -> None:
    call = calls.accept(by=dora, call=make_call(need, dora), at=SOON)
    assert calls.decline(by=dora, call=call, at=SOON).state == "declined"


def test_what_was_helped_meanwhile(need: Ask, bob: Member, dora: Member) -> None:
    call = make_call(need, dora)
    holding.resolve(by=again(bob), ask=need, at=SOON)
    call.ask.refresh_from_db()
    with pytest.raises(Refused, match="Thank you for wanting to"):
        calls.accept(by=dora, call=call, at=SOON)


def test_whoever_has_left_does_not_promise(need: Ask, dora: Member) -> None:
    call = make_call(need, dora)
    leave(by=again(dora), circle=need.circle, at=SOON)
    with pytest.raises(Refused):
        calls.accept(by=again(dora), call=call, at=SOON)


def test_passing_on(need: Ask, alice: Member, bob: Member, dora: Member) -> None:
    call = make_call(need, dora)
    other = calls.pass_on(by=dora, call=call, to=alice, at=SOON)
    assert (call.state, other.member, other.passed_by, other.wave) == ("passed-on", alice, dora, 1)
    assert acts("passed-call-on") == [(dora.person_key, bob.person_key, "private", call.act_id)]
    assert acts("called")[1] == (dora.person_key, alice.person_key, "private", need.act_id)


@pytest.mark.parametrize("facts", [{"calls_per_week": 0}, {"quiet_from": time(9), "quiet_until": time(9)}])
def test_passing_on_does_not_reach_who_wants_none(
    need: Ask, alice: Member, dora: Member, facts: dict[str, Any]
) -> None:
    call = make_call(need, dora)
    Member.objects.filter(pk=alice.pk).update(**facts)
    with pytest.raises(Refused, match="alice cannot be asked right now"):
        calls.pass_on(by=dora, call=call, to=alice, at=SOON)
    assert Call.objects.get().state == "waiting"
    assert acts("passed-call-on") == []


def test_passing_on_to_the_asker_says_no_more_than_that(alice: Member, bob: Member, dora: Member) -> None:
    need = make_ask(bob, make_circle(alice, bob, dora), speaker=UNDER_ANOTHER_NAME)
    call = make_call(need, dora)
    with pytest.raises(Refused, match=r"^bob cannot be asked right now\. Choose somebody else\.$"):
        calls.pass_on(by=dora, call=call, to=bob, at=SOON)


def test_passing_on_to_somebody_kept_apart(need: Ask, alice: Member, dora: Member) -> None:
    call = make_call(need, dora)
    block(by=alice, other=dora)
    with pytest.raises(Refused, match="alice cannot be asked right now"):
        calls.pass_on(by=again(dora), call=call, to=alice, at=SOON)


def past(member: Member) -> tuple[float, int]:
    return Callee.objects.values_list("tried", "in_time").get(pk=member.pk)


def test_answering_fulfils_a_call_with_or_without_a_promise(
    need: Ask, alice: Member, dora: Member, bob: Member
) -> None:
    first, second = make_call(need, dora), make_call(need, alice)
    calls.accept(by=dora, call=first, at=SOON)
    for member in (dora, alice, bob):
        for _twice in range(2):
            calls.come(ask=need, person_key=member.person_key, at=SOON)
    second.refresh_from_db()
    assert (Call.objects.get(pk=first.pk).state, second.state) == ("came", "came")
    assert (past(dora), past(alice)) == ((1, 1), (1, 1))


def test_coming_late_or_after_a_no(need: Ask, alice: Member, dora: Member) -> None:
    first, second = make_call(need, dora), make_call(need, alice)
    late = NOON + timedelta(hours=2)
    assert not calls.run_out(call=first, at=SOON)
    assert calls.run_out(call=first, at=late)
    assert not calls.run_out(call=first, at=late)
    calls.decline(by=alice, call=second, at=SOON)
    assert (past(dora), past(alice)) == ((1, 0), (1, 0))
    for member in (dora, alice):
        calls.come(ask=need, person_key=member.person_key, at=late)
    assert (past(dora), past(alice)) == ((1, 0), (1, 0))
    assert set(Call.objects.values_list("state", flat=True)) == {"came"}


def test_a_yes_after_the_time_is_welcome(need: Ask, dora: Member) -> None:
    call, late = make_call(need, dora), NOON + timedelta(hours=2)
    calls.run_out(call=call, at=late)
    assert calls.accept(by=dora, call=call, at=late).state == "accepted"
    assert past(dora) == (0, 0)
    calls.come(ask=need, person_key=dora.person_key, at=late)
    assert past(dora) == (1, 1)


def test_a_call_that_is_not_needed_tells_nothing_of_anybody(need: Ask, dora: Member) -> None:
    call = make_call(need, dora)
    calls.end(calls=[call, call], at=SOON)
    assert (Call.objects.get().state, past(dora)) == ("ended", (0, 0))


def test_every_state_is_declared() -> None:
    assert set(CALL_TRANSITIONS) == set(CallState)
    assert State.HELPED not in calls.RUNNING


def test_an_answer_is_not_needed_to_have_been_called(need: Ask, alice: Member) -> None:
    made = make_answer(alice, need)
    calls.come(ask=made.ask, person_key=alice.person_key, at=SOON)
    assert not Call.objects.exists()
