"""Binding at the number and never before; taken back until then; at the same moment too."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dugnad.campaigns import due
from dugnad.campaigns.actions import phases, pledging, rungs
from dugnad.campaigns.enums import Phase, PledgeState, TermsState
from dugnad.campaigns.models import Pledge, PledgeTerms, Rung, Supporter
from dugnad.circles.models import Circle
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act, Audience
from dugnad.people.models import Member
from tests.at_once import at_once
from tests.campaigns.pledging.making import LAST_DAY, SOON, make_eva, make_pledge, make_pledging
from tests.cast import NOON, again, make_member

PEOPLE = 6
steps = st.lists(
    st.one_of(
        st.tuples(st.just("pledge"), st.integers(0, PEOPLE - 1)),
        st.tuples(st.just("take back"), st.integers(0, PEOPLE - 1)),
        st.tuples(st.just("wait"), st.integers(1, 96)),
        st.tuples(st.just("clock"), st.just(0)),
    ),
    max_size=30,
)


def acts(verb: str) -> int:
    return Act.objects.filter(verb=verb).count()


def state(rung: Rung) -> str:
    return PledgeTerms.objects.get(pk=rung.pk).state


@pytest.fixture
def rung(alice: Member, circle: Circle) -> Rung:
    return make_pledging(alice, circle, needed=3)


def test_binding_at_the_number_and_not_before(rung: Rung, alice: Member, bob: Member) -> None:
    make_pledge(alice, rung)
    make_pledge(bob, rung)
    assert (state(rung), acts("pledge-crossed")) == (TermsState.GATHERING, 0)
    make_pledge(make_eva(), rung)
    assert (state(rung), acts("pledge-crossed"), acts("pledged")) == (TermsState.BINDING, 1, 3)
    crossed = Act.objects.get(verb="pledge-crossed")
    assert (crossed.actor, crossed.amount, crossed.audience) == ("", 3, Audience.PUBLIC)
    make_pledge(make_eva("mo@example.org"), rung)
    assert (state(rung), acts("pledge-crossed")) == (TermsState.BINDING, 1)


def test_pledging_twice_is_pledging_once(rung: Rung, bob: Member) -> None:
    assert make_pledge(bob, rung) == make_pledge(bob, rung, shown=True)
    assert (acts("pledged"), Pledge.objects.get().shown) == (1, True)


def test_taken_back_freely_and_given_again(rung: Rung, alice: Member, bob: Member) -> None:
    make_pledge(alice, rung)
    make_pledge(bob, rung)
    pledging.take_back(by=bob, rung=rung, at=SOON)
    make_pledge(make_eva(), rung)
    assert (state(rung), pledging.standing(rung)) == (TermsState.GATHERING, 2)
    make_pledge(bob, rung)
    assert (state(rung), acts("pledge-taken-back")) == (TermsState.BINDING, 1)
    with pytest.raises(Refused, match="your word counts now"):
        pledging.take_back(by=bob, rung=rung, at=SOON)
    assert Pledge.objects.filter(state=PledgeState.GIVEN).count() == 3


def test_what_one_never_gave_cannot_be_taken_back(rung: Rung, bob: Member) -> None:
    with pytest.raises(Refused, match="no pledge here"):
        pledging.take_back(by=bob, rung=rung, at=SOON)


def test_the_date_passes_below_the_number(rung: Rung, bob: Member) -> None:
    make_pledge(bob, rung)
    assert due.lapse_pledges(LAST_DAY - timedelta(seconds=1)) == 0
    with pytest.raises(Refused, match="date has passed"):
        make_pledge(make_eva(), rung, at=LAST_DAY)
    assert [due.lapse_pledges(LAST_DAY), due.lapse_pledges(LAST_DAY)] == [1, 0]
    assert (state(rung), Act.objects.get(verb="pledge-lapsed").amount) == (TermsState.LAPSED, 1)
    with pytest.raises(Refused, match="not bound"):
        pledging.take_back(by=bob, rung=rung, at=LAST_DAY)


def test_who_has_left_altogether_binds_nobody(rung: Rung, alice: Member, bob: Member) -> None:
    gone = make_member("gone")
    make_pledge(gone, rung)
    gone.delete()
    make_pledge(alice, rung)
    make_pledge(bob, rung)
    assert state(rung) == TermsState.GATHERING


def test_the_words_stay_once_somebody_has_said_yes(rung: Rung, alice: Member, bob: Member) -> None:
    facts = {"promise": "sit in the hall", "needed": 2, "until": LAST_DAY}
    changed = pledging.set_terms(by=again(alice), rung=rung, at=NOON, **facts)
    assert changed.wording == 2
    with pytest.raises(Refused, match="changed since you read"):
        make_pledge(bob, rung)
    pledging.pledge(by=bob, rung=rung, wording=2, at=SOON)
    with pytest.raises(Refused, match="stays as it is"):
        pledging.set_terms(by=again(alice), rung=rung, at=SOON, **facts)
    with pytest.raises(Refused):
        pledging.set_terms(by=again(bob), rung=rung, at=SOON, **facts)
    assert PledgeTerms.objects.get(pk=rung.pk).wording == 2


@pytest.mark.parametrize("phase", [Phase.DRAFT, Phase.CLOSED])
def test_only_while_the_campaign_goes_on(alice: Member, bob: Member, circle: Circle, phase: Phase) -> None:
    rung = make_pledging(alice, circle, phase=phase)
    with pytest.raises(Refused):
        make_pledge(bob, rung)
    assert acts("pledged") == 0


def test_who_may_not(rung: Rung, alice: Member, charlie: Member) -> None:
    with pytest.raises(Refused, match="Confirm your address"):
        make_pledge(make_eva(confirmed=False), rung)
    assert make_pledge(charlie, rung).pk
    rungs.put_away(by=again(alice), rung=rung, at=NOON)
    with pytest.raises(Refused, match="put this away"):
        make_pledge(make_eva("mo@example.org"), rung)
    phases.close(by=again(alice), campaign=rung.campaign, at=SOON)
    assert due.lapse_pledges(LAST_DAY) == 1


class Days:
    """Some people for whom one thing after another happens. `reached` is what ought to be: counted apart."""

    def __init__(self, rung: Rung, needed: int) -> None:
        self.rung, self.needed, self.at = rung, needed, SOON
        self.people = [make_eva(f"p{number}@example.org") for number in range(PEOPLE)]
        self.given: set[int] = set()
        self.reached = False

    def do(self, what: str, how: int) -> None:
        if what == "wait":
            self.at += timedelta(hours=how)
        elif what == "clock":
            due.lapse_pledges(self.at)
        elif what == "pledge":
            self._try(lambda: make_pledge(self.people[how], self.rung, at=self.at), self.at < LAST_DAY)
            if self.at < LAST_DAY:
                self.given.add(how)
        else:
            lapsed = PledgeTerms.objects.get(pk=self.rung.pk).state == TermsState.LAPSED
            may = how in self.given and not self.reached and not lapsed
            self._try(lambda: pledging.take_back(by=self.people[how], rung=self.rung, at=self.at), may)
            if may:
                self.given.discard(how)
        self.reached = self.reached or (len(self.given) >= self.needed)
        assert (state(self.rung) == TermsState.BINDING) == self.reached
        assert acts("pledge-crossed") == int(self.reached)
        assert pledging.standing(self.rung) == len(self.given)

    def _try(self, act: Callable[[], object], may: bool) -> None:
        if may:
            act()
            return
        with pytest.raises(Refused):
            act()


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps, st.integers(2, 4))
def test_binding_if_and_only_if_the_number_was_reached_before_the_date(
    alice: Member, circle: Circle, happens: list[tuple[str, int]], needed: int
) -> None:
    with transaction.atomic():
        days = Days(make_pledging(alice, circle, needed=needed), needed)
        for what, how in happens:
            days.do(what, how)
        transaction.set_rollback(True)


def giving(rung: Rung, people: list[Supporter], at: datetime = SOON) -> Callable[[], object]:
    """These one after another, in one thread; others do the same beside it."""

    def act() -> list[str]:
        return [
            make_pledge(one, Rung.objects.select_related("campaign__circle").get(pk=rung.pk), at=at).pk
            for one in people
        ]

    return act


@pytest.mark.django_db(transaction=True)
def test_two_hundred_at_once_cross_once(alice: Member, circle: Circle) -> None:
    """On 25 connections, as many as a server of this size has: what is at once for a database."""
    rung = make_pledging(alice, circle, needed=150)
    people = [make_eva(f"p{number}@example.org") for number in range(200)]
    results = at_once([giving(rung, people[place::25]) for place in range(25)])
    assert sum(len(one) for one in results if isinstance(one, list)) == 200
    assert (acts("pledged"), acts("pledge-crossed"), state(rung)) == (200, 1, TermsState.BINDING)
    assert Act.objects.get(verb="pledge-crossed").amount == 150
    after = Act.objects.filter(verb="pledged", pk__gt=Act.objects.get(verb="pledge-crossed").pk).count()
    assert after <= 50


@pytest.mark.django_db(transaction=True)
def test_taking_back_at_the_moment_of_the_last_pledge(alice: Member, circle: Circle) -> None:
    """Either the one who takes back is free and nobody is bound, or all are bound: never something between."""
    for number in range(6):
        rung = make_pledging(alice, circle, needed=3, title=f"Number {number}")
        first, second, third = (make_eva(f"{number}{name}@example.org") for name in "abc")
        make_pledge(first, rung)
        make_pledge(second, rung)
        back, _gave = at_once(
            [lambda who=first, on=rung: pledging.take_back(by=who, rung=on, at=SOON), giving(rung, [third])]  # type: ignore[misc]  # bound here and now
        )
        bound = state(rung) == TermsState.BINDING
        assert isinstance(back, Refused) == bound
        assert pledging.standing(rung) == (3 if bound else 2)


@pytest.mark.django_db(transaction=True)
def test_the_clock_at_the_same_moment(alice: Member, circle: Circle) -> None:
    rung = make_pledging(alice, circle, needed=2)
    make_pledge(make_eva("a@example.org"), rung)
    last = make_eva("b@example.org")
    at_once(
        [
            giving(rung, [last], at=LAST_DAY - timedelta(seconds=1)),
            *[lambda: due.lapse_pledges(LAST_DAY) for _two in "ab"],
        ]
    )
    assert acts("pledge-crossed") + acts("pledge-lapsed") == 1
    assert pledging.standing(rung) == (2 if state(rung) == TermsState.BINDING else 1)


@pytest.mark.django_db(transaction=True)
def test_one_person_pressing_six_times(alice: Member, circle: Circle) -> None:
    rung = make_pledging(alice, circle, needed=2)
    eva = make_eva()
    at_once([giving(rung, [eva]) for _press in range(6)])
    assert (acts("pledged"), state(rung), Pledge.objects.count()) == (1, TermsState.GATHERING, 1)
