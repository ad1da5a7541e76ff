"""Nobody is called beyond what they are ready for or in their quiet hours: whatever happens, and at the same moment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from functools import partial

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dugnad.asks import calling
from dugnad.asks.actions import calls
from dugnad.asks.enums import CALL_OPEN, Urgency
from dugnad.asks.models import Ask, Call, Callee
from dugnad.asks.queries.candidates import quiet_hours
from dugnad.circles.models import Circle
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from tests.asks.calling import followed, make_call, may_call
from tests.asks.making import make_ask
from tests.at_once import at_once
from tests.cast import NOON, again, make_circle, make_member

WEEK = timedelta(days=7)
START = datetime(2026, 10, 23, 18, tzinfo=UTC)
"""Two nights before the clocks go back in Europe."""

clock_times = st.integers(0, 47).map(lambda half: time(half // 2, half % 2 * 30))
quiet = st.one_of(st.just((None, None)), st.tuples(clock_times, clock_times))
wishes = st.tuples(
    st.integers(0, 3), quiet, st.sampled_from(["UTC", "Europe/Stockholm", "Asia/Kabul", "Pacific/Auckland"])
)
minutes = st.integers(1, 3 * 24 * 60)
steps = st.one_of(
    st.tuples(st.just("ask"), st.sampled_from(Urgency)),
    st.tuples(st.just("wait"), minutes),
    st.tuples(st.just("choose blindly"), st.integers(0, 4)),
    st.tuples(st.just("wish"), st.tuples(st.integers(0, 4), wishes)),
    st.tuples(st.just("decline"), st.integers(0, 9)),
    st.tuples(st.just("accept"), st.integers(0, 9)),
    st.tuples(st.just("pass on"), st.tuples(st.integers(0, 9), st.integers(0, 4))),
)


class Days:
    """Some members for whom one thing after another happens; every call is looked at as it is made."""

    def __init__(self, first: list[tuple[int, tuple[time | None, time | None], str]]) -> None:
        self.asker = make_member("asker")
        self.members = [make_member(f"guest{number}") for number in range(5)]
        self.circle = make_circle(self.asker, *self.members, at=START - WEEK)
        self.at, self.seen = START, set[str]()
        for number, wish in enumerate(first):
            self.wish((number, wish))

    def do(self, what: str, how: object) -> None:
        getattr(self, what.replace(" ", "_"))(how)
        followed(self.at)
        self.look()

    def ask(self, urgency: Urgency) -> None:
        make_ask(self.asker, self.circle, urgency=urgency, at=self.at)

    def choose_blindly(self, number: int) -> None:
        """Somebody who looks at nothing wants this member called for every ask there is."""
        for need in Ask.objects.all():
            may_call(need, self.members[number], at=self.at)

    def wait(self, minutes: int) -> None:
        for _part in range(4):
            self.at += timedelta(minutes=minutes / 4)
            calling.go_on(self.at)
            self.look()

    def wish(self, change: tuple[int, tuple[int, tuple[time | None, time | None], str]]) -> None:
        number, (capacity, (start, end), zone) = change
        Member.objects.filter(pk=self.members[number].pk).update(
            calls_per_week=capacity, quiet_from=start, quiet_until=end, time_zone=zone
        )

    def decline(self, number: int) -> None:
        for call in self._open(number):
            calls.decline(by=call.member, call=call, at=self.at)

    def accept(self, number: int) -> None:
        for call in self._open(number):
            calls.accept(by=call.member, call=call, at=self.at)

    def pass_on(self, both: tuple[int, int]) -> None:
        for call in self._open(both[0]):
            try:
                calls.pass_on(by=call.member, call=call, to=self.members[both[1]], at=self.at)
            except Refused:
                pass

    def _open(self, number: int) -> list[Call]:
        found = Call.objects.filter(state__in=CALL_OPEN).select_related("ask__circle", "ask__author", "member")
        return list(found.order_by("pk")[number : number + 1])

    def look(self) -> None:
        """Each new call was within what its member wanted at the moment it was made."""
        for call in Call.objects.exclude(pk__in=self.seen).select_related("member"):
            before = Call.objects.filter(member=call.member, called_at__gt=call.called_at - WEEK)
            assert before.count() <= call.member.calls_per_week
            assert not quiet_hours(call.member).hold(call.called_at)
            self.seen.add(call.pk)


@pytest.mark.django_db
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.lists(wishes, min_size=5, max_size=5), st.lists(steps, min_size=3, max_size=14))
def test_whatever_happens(
    movement: object,
    first: list[tuple[int, tuple[time | None, time | None], str]],
    happens: list[tuple[str, object]],
) -> None:
    with transaction.atomic():
        days = Days(first)
        for what, how in happens:
            days.do(what, how)
        transaction.set_rollback(True)


def calling_for(need: Ask, member: Member, at: datetime) -> Callable[[], object]:
    return lambda: calls.call_by_name(
        ask=Ask.objects.select_related("circle").get(pk=need.pk), member=member.pk, wave=1, at=at
    )


@pytest.fixture
def crowd(movement: object) -> list[Member]:
    return [make_member(f"guest{number}", calls_per_week=1 + number % 3) for number in range(6)]


@pytest.fixture
def town(alice: Member, crowd: list[Member]) -> Circle:
    return make_circle(alice, *crowd)


@pytest.mark.django_db(transaction=True)
def test_twelve_asks_that_choose_the_same_member(town: Circle, alice: Member, crowd: list[Member]) -> None:
    asks = [make_ask(alice, town) for _number in range(12)]
    for member in crowd[:3]:
        results = at_once([calling_for(need, member, NOON) for need in asks])
        assert sum(isinstance(one, Call) for one in results) == member.calls_per_week
        assert sum(one is None for one in results) == 12 - member.calls_per_week
        assert Callee.objects.get(pk=member.pk).turn == member.calls_per_week


@pytest.mark.django_db(transaction=True)
def test_one_ask_chosen_for_by_many_at_once(town: Circle, alice: Member, crowd: list[Member]) -> None:
    need = make_ask(alice, town)
    results = at_once([calling_for(need, crowd[2], NOON)] * 8)
    assert sum(isinstance(one, Call) for one in results) == 1


@pytest.mark.django_db(transaction=True)
def test_waves_of_many_asks_at_once(town: Circle, alice: Member, crowd: list[Member]) -> None:
    asks = [make_ask(alice, town) for _number in range(8)]
    for need in asks:
        calling.begin(need, act=need.act_id, at=NOON)
    results = at_once([partial(calling.look, need.pk, at=NOON) for need in asks for _twice in range(2)])
    made = [one for one in results if isinstance(one, int)]
    assert len(made) == 16
    counts = {member.pk: Call.objects.filter(member=member).count() for member in crowd}
    assert all(counts[member.pk] <= member.calls_per_week for member in crowd)
    assert sum(made) == Call.objects.count()
    assert sum(counts.values()) == sum(member.calls_per_week for member in crowd)


@pytest.mark.django_db(transaction=True)
def test_the_clock_of_two_workers(town: Circle, alice: Member, crowd: list[Member]) -> None:
    for _number in range(4):
        need = make_ask(alice, town)
        calling.begin(need, act=need.act_id, at=NOON)
    at_once([partial(calling.go_on, NOON)] * 2)
    waiting = Call.objects.count()
    Member.objects.filter(pk=crowd[0].pk).update(is_active=False)
    gone = Call.objects.filter(member=crowd[0]).count()
    at_once([partial(calling.go_on, NOON + timedelta(hours=2))] * 2)
    states = list(Call.objects.filter(called_at=NOON).values_list("state", flat=True))
    assert (states.count("ended"), states.count("ran-out")) == (gone, waiting - gone)
    assert Act.objects.filter(verb="call-ran-out").count() == waiting - gone
    assert sum(Callee.objects.values_list("tried", flat=True)) == pytest.approx(
        sum(Call.objects.filter(state="ran-out").values_list("fit", flat=True))
    )


@pytest.mark.django_db(transaction=True)
def test_wanting_no_more_calls_while_being_called(town: Circle, alice: Member, crowd: list[Member]) -> None:
    member = crowd[2]
    asks = [make_ask(alice, town) for _number in range(6)]

    def stop() -> object:
        return Member.objects.filter(pk=member.pk).update(calls_per_week=0)

    at_once([*[calling_for(need, member, NOON) for need in asks], stop])
    assert Call.objects.filter(member=member).count() <= 3
    assert calling_for(asks[0], again(member), NOON + 2 * WEEK)() is None


@pytest.mark.django_db(transaction=True)
def test_passing_on_to_each_other_at_once(town: Circle, alice: Member, crowd: list[Member]) -> None:
    one, other = crowd[2], crowd[5]
    first = make_call(make_ask(alice, town), one)
    second = make_call(make_ask(alice, town), other)
    results = at_once(
        [
            lambda: calls.pass_on(by=again(one), call=Call.objects.get(pk=first.pk), to=other, at=NOON),
            lambda: calls.pass_on(by=again(other), call=Call.objects.get(pk=second.pk), to=one, at=NOON),
        ]
    )
    assert [type(one).__name__ for one in results] == ["Call", "Call"]


@pytest.mark.django_db(transaction=True)
def test_yes_and_no_at_the_same_moment_is_one_of_them(town: Circle, alice: Member, crowd: list[Member]) -> None:
    member = crowd[2]
    call = make_call(make_ask(alice, town), member)

    def saying(act: Callable[..., Call]) -> Callable[[], object]:
        return lambda: act(by=again(member), call=Call.objects.get(pk=call.pk), at=NOON)

    at_once([saying(calls.accept), saying(calls.decline)] * 3)
    call.refresh_from_db()
    assert call.state == "declined"
    assert Callee.objects.get(pk=member.pk).tried == call.fit
