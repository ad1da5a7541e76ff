from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.db import transaction

from dugnad.asks import calling
from dugnad.asks.actions import calls, holding
from dugnad.asks.enums import Nature, Urgency
from dugnad.asks.models import Ask, Call, Round
from dugnad.circles.actions.keeping_out import ban
from dugnad.circles.actions.membership import leave
from dugnad.circles.models import Circle, Membership
from dugnad.people.actions.blocks import block
from dugnad.people.models import Member
from tests.asks.calling import called, followed
from tests.asks.making import SOON, make_answer, make_ask
from tests.cast import NOON, again, make_circle, make_member

HOUR = timedelta(hours=1)


@pytest.fixture
def crowd(movement: object) -> list[Member]:
    return [make_member(f"guest{number}", calls_per_week=50) for number in range(30)]


@pytest.fixture
def town(alice: Member, bob: Member, crowd: list[Member]) -> Circle:
    return make_circle(alice, bob, *crowd)


def asked(by: Member, circle: Circle, **facts: Any) -> Ask:
    """An ask whose first wave has gone out."""
    need = make_ask(by, circle, **facts)
    followed(NOON)
    return need


def states(need: Ask) -> dict[str, str]:
    return dict(Call.objects.filter(ask=need).values_list("member__handle", "state"))


def next_look(need: Ask) -> datetime | None:
    return Round.objects.values_list("next_at", flat=True).get(pk=need.pk)


def mine(need: Ask) -> Call:
    found = Call.objects.filter(ask=need).order_by("pk").select_related("ask__circle", "member").first()
    assert found is not None
    return found


def test_asking_calls_some_and_not_all_and_reading_twice_calls_nobody_else(town: Circle, bob: Member) -> None:
    need = asked(bob, town)
    some = called(need)
    assert 1 < len(some) < 20
    assert "bob" not in some
    assert next_look(need) == NOON + timedelta(minutes=50)
    followed(SOON)
    assert called(need) == some


def test_the_same_act_calls_the_same_people(town: Circle, bob: Member) -> None:
    need = make_ask(bob, town)
    twice = []
    for _again in range(2):
        with transaction.atomic():
            followed(NOON)
            twice.append(called(need))
            transaction.set_rollback(True)
    assert twice[0] == twice[1] != set()
    assert called(need) == set()


def test_a_wave_that_ran_out_is_followed_by_others(town: Circle, bob: Member) -> None:
    need = asked(bob, town)
    first = called(need)
    assert calling.go_on(NOON + timedelta(minutes=49)) == 0
    assert calling.go_on(NOON + HOUR) == len(called(need)) - len(first)
    assert {state for handle, state in states(need).items() if handle in first} == {"ran-out"}
    assert {state for handle, state in states(need).items() if handle not in first} == {"waiting"}


def test_when_all_were_asked_the_stewards_hear_and_it_is_over(town: Circle, bob: Member) -> None:
    need = asked(bob, town)
    for hours in range(1, 12):
        calling.go_on(NOON + hours * HOUR)
    need.refresh_from_db()
    assert len(called(need)) == 31
    assert need.rose_at is not None
    calling.go_on(NOON + calling.GIVES_UP + HOUR)
    assert next_look(need) is None


def test_an_answer_is_enough(town: Circle, bob: Member, alice: Member) -> None:
    need = asked(bob, town)
    some = called(need)
    answering = Member.objects.get(handle=sorted(some)[0])
    make_answer(answering, need)
    followed(SOON)
    assert states(need)[answering.handle] == "came"
    calling.go_on(NOON + HOUR)
    assert called(need) == some
    assert next_look(need) is None


def test_a_promise_is_waited_for_and_not_for_ever(town: Circle, bob: Member) -> None:
    need = asked(bob, town)
    some, call = called(need), mine(need)
    calls.accept(by=call.member, call=call, at=NOON + timedelta(minutes=45))
    calling.go_on(NOON + HOUR)
    assert called(need) == some
    calling.go_on(NOON + 2 * HOUR)
    assert called(need) > some


def test_when_all_say_no_the_next_are_asked_at_once(town: Circle, bob: Member) -> None:
    need = asked(bob, town)
    first = called(need)
    for call in Call.objects.filter(ask=need).select_related("ask__author", "member"):
        calls.decline(by=call.member, call=call, at=SOON)
        followed(SOON)
    assert called(need) > first


def test_nobody_is_called_for_what_somebody_has_taken_and_again_when_they_hand_it_over(
    town: Circle, bob: Member
) -> None:
    need = asked(bob, town)
    first, call = called(need), mine(need)
    holding.take(by=again(call.member), ask=need, at=SOON)
    followed(SOON)
    assert states(need)[call.member.handle] == "came"
    calling.go_on(NOON + HOUR)
    assert called(need) == first
    holding.hand_over(by=again(call.member), ask=need, at=NOON + HOUR)
    followed(NOON + HOUR)
    assert called(need) > first
    assert Round.objects.get().wave == 1


@pytest.mark.parametrize("end", [holding.resolve, holding.close])
def test_when_it_has_come_to_an_end_nobody_need_answer(town: Circle, bob: Member, end: Any) -> None:
    need = asked(bob, town)
    end(by=again(bob), ask=need, at=SOON)
    followed(SOON)
    assert set(states(need).values()) == {"ended"}
    calling.go_on(NOON + HOUR)
    assert next_look(need) is None


def test_an_ending_that_is_read_late_ends_no_later_calls(town: Circle, bob: Member) -> None:
    need = asked(bob, town)
    holding.resolve(by=again(bob), ask=need, at=SOON)
    holding.reopen(by=again(bob), ask=need, at=SOON + HOUR)
    followed(SOON + HOUR)
    followed(SOON + HOUR)
    assert set(states(need).values()) == {"ended", "waiting"}


def test_whoever_leaves_or_is_kept_out_is_called_no_more(town: Circle, alice: Member, bob: Member) -> None:
    need = asked(bob, town)
    gone, out = list(Member.objects.filter(handle__in=called(need) - {"alice"}).order_by("handle")[:2])
    leave(by=again(gone), circle=town, at=SOON)
    ban(by=again(alice), membership=Membership.objects.get(circle=town, member=out), told="", at=SOON)
    followed(SOON)
    found = states(need)
    assert (found[gone.handle], found[out.handle]) == ("ended", "ended")
    assert list(found.values()).count("ended") == 2


def test_the_clock_ends_what_is_out_of_sight(town: Circle, bob: Member) -> None:
    need = asked(bob, town)
    one, other = list(Member.objects.filter(handle__in=called(need)).order_by("handle")[:2])
    block(by=one, other=bob)
    Member.objects.filter(pk=other.pk).update(is_active=False)
    calling.go_on(SOON)
    found = states(need)
    assert (found[one.handle], found[other.handle]) == ("ended", "ended")


def test_when_one_says_no_another_is_asked_and_not_a_whole_wave(town: Circle, bob: Member) -> None:
    need = asked(bob, town)
    first, call = called(need), mine(need)
    calls.decline(by=call.member, call=call, at=SOON)
    followed(SOON)
    assert 1 <= len(called(need) - first) < len(first)
    assert Round.objects.get().wave == 1


def test_a_wave_that_was_too_small_grows_when_others_wake(alice: Member, bob: Member) -> None:
    asleep = [make_member(f"asleep{number}", quiet_from=time(9), quiet_until=time(12, 20)) for number in range(5)]
    Member.objects.exclude(pk=alice.pk).update(time_zone="UTC")
    need = asked(bob, make_circle(alice, bob, *asleep), urgency=Urgency.THIS_WEEK)
    assert called(need) == {"alice"}
    assert next_look(need) == NOON + timedelta(minutes=20)
    calling.go_on(NOON + timedelta(minutes=20))
    assert called(need) == {"alice", *(one.handle for one in asleep)}
    assert Round.objects.get().wave == 1


def test_at_night_whoever_wakes_first_is_called(alice: Member, bob: Member) -> None:
    asleep: dict[str, Any] = {"quiet_from": time(22), "time_zone": "UTC", "calls_per_week": 5}
    early = make_member("early", quiet_until=time(5), **asleep)
    late = make_member("late", quiet_until=time(9), **asleep)
    Member.objects.filter(pk=alice.pk).update(quiet_until=time(8), **asleep)
    night = NOON + 11 * HOUR
    need = make_ask(bob, make_circle(alice, bob, early, late), urgency=Urgency.NOW, at=night)
    followed(night)
    assert called(need) == set()
    need.refresh_from_db()
    assert need.rose_at == night
    at = night
    while not called(need):
        at += timedelta(minutes=1)
        calling.go_on(at)
    assert (called(need), at) == ({"early"}, NOON + 17 * HOUR)


def test_a_night_that_is_over_in_time_wakes_no_stewards(alice: Member, bob: Member) -> None:
    Member.objects.filter(pk=alice.pk).update(quiet_from=time(22), quiet_until=time(7), time_zone="UTC")
    night = NOON + 11 * HOUR
    need = make_ask(bob, make_circle(alice, bob), urgency=Urgency.THIS_WEEK, at=night)
    followed(night)
    need.refresh_from_db()
    assert (called(need), need.rose_at, next_look(need)) == (set(), None, NOON + 19 * HOUR)
    calling.go_on(NOON + 19 * HOUR)
    assert called(need) == {"alice"}


def test_alone_in_a_circle(alice: Member) -> None:
    need = asked(alice, make_circle(alice))
    need.refresh_from_db()
    assert (called(need), need.rose_at) == (set(), NOON)


def test_what_was_asked_long_ago_calls_nobody(town: Circle, bob: Member) -> None:
    need = make_ask(bob, town)
    followed(NOON + timedelta(days=8))
    assert (called(need), Round.objects.exists()) == (set(), False)


def test_words_of_company_are_an_answer(town: Circle, bob: Member) -> None:
    need = asked(bob, town)
    call = mine(need)
    make_answer(call.member, need, nature=Nature.EMOTIONAL)
    followed(SOON)
    assert states(need)[call.member.handle] == "came"
