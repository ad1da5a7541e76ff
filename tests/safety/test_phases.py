"""A case through whatever stewards, the one concerned and the clock may do to it, beside a model of plain sets."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from dugnad.circles.enums import Standing
from dugnad.kit.refusal import Refused
from dugnad.people.models import Movement
from dugnad.safety.actions.appealing import appeal, say
from dugnad.safety.actions.deciding import propose, take_back
from dugnad.safety.enums import PHASES, Measure, Phase, Word
from dugnad.safety.jobs import close_cases, end_measures, settle_appeals
from dugnad.safety.models import Appeal, Case, Decision, LogEntry
from tests.cast import LONG_AGO, NOON, again, make_member
from tests.safety.making import World, make_world, place, proposal, reported, seconded

stewards = st.integers(0, 2)
measures = st.sampled_from([Measure.WARN, Measure.PAUSE, Measure.KEEP_OUT])
DAY = timedelta(days=1)


class Cases(RuleBasedStateMachine):
    """`open` maps each pending proposal to who said yes; `force` is the emergency that holds, and until when."""

    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.at, self.phase = NOON, Phase.OPEN
        self.seen: list[Phase] = [Phase.OPEN]
        self.voices: dict[str, set[int]] = {}
        self.need: dict[str, int] = {}
        self.emergency: tuple[str, datetime] | None = None
        self.done_in_emergency: set[str] = set()

    @initialize()
    def begins(self) -> None:
        Movement.objects.create(name="Stand by", purpose="x", set_up_at=LONG_AGO)
        self.world: World = make_world(make_member("alice"), make_member("bob"))
        reported(self.world)
        self.tend = [self.world.alice, self.world.dora, self.world.erik]

    def case(self) -> Case:
        return Case.objects.select_related("circle", "person").get()

    def does(self, expected: bool, act: Callable[[], Any]) -> Any:
        try:
            with transaction.atomic():
                done = act()
        except Refused:
            assert not expected
            return None
        assert expected
        return done

    def standing_proposals(self) -> list[str]:
        return sorted(self.voices)

    @rule(by=stewards, measure=measures, emergency=st.booleans(), days=st.sampled_from([0, 3, 30]))
    def is_proposed(self, by: int, measure: Measure, emergency: bool, days: int) -> None:
        mine = any(Decision.objects.get(pk=pk).proposed_by_id == self.tend[by].pk for pk in self.voices)
        expected = self.phase == Phase.OPEN and not mine
        expected &= not (emergency and (measure == Measure.WARN or measure in self.done_in_emergency))
        expected &= not (measure == Measure.PAUSE and not days)
        expected &= not (emergency and self.emergency is not None)
        expected &= not (measure != Measure.WARN and self.out())
        one = proposal(measure, days=days, emergency=emergency)
        made = self.does(expected, lambda: propose(by=again(self.tend[by]), case=self.case(), proposal=one, at=self.at))
        if made:
            self.voices[made.pk] = {by}
            self.need[made.pk] = 3 if measure == Measure.KEEP_OUT and days != 3 else 2
            if emergency:
                self.emergency = (made.pk, self.at + DAY)
                self.done_in_emergency.add(measure)

    def out(self) -> bool:
        return place(self.world.circle, self.world.bob).standing != Standing.ACTIVE

    @rule(by=stewards, pick=st.integers(0, 9))
    def is_seconded(self, by: int, pick: int) -> None:
        if not (known := self.standing_proposals()):
            return
        pk = known[pick % len(known)]
        decision = Decision.objects.get(pk=pk)
        late = self.emergency is not None and self.emergency[0] == pk and self.emergency[1] <= self.at
        if self.does(by not in self.voices[pk] and not late, lambda: seconded(self.tend[by], decision, at=self.at)):
            self.voices[pk].add(by)
            if len(self.voices[pk]) >= self.need[pk]:
                self.voices, self.emergency = {}, None
                self.go(Phase.DECIDED)

    @rule(by=stewards, pick=st.integers(0, 9))
    def is_taken_back(self, by: int, pick: int) -> None:
        if not (known := self.standing_proposals()):
            return
        decision = Decision.objects.select_related("case__circle", "case__person").get(pk=known[pick % len(known)])
        expected = decision.proposed_by_id == self.tend[by].pk
        self.does(expected, lambda: take_back(by=again(self.tend[by]), decision=decision, at=self.at))
        if expected:
            self.gone(decision.pk)

    def gone(self, pk: str) -> None:
        del self.voices[pk]
        if self.emergency and self.emergency[0] == pk:
            self.emergency = None

    @rule(hours=st.sampled_from([1, 23, 25, 24 * 8, 24 * 31]))
    def time_passes(self, hours: int) -> None:
        self.at += timedelta(hours=hours)
        end_measures(self.at)
        if self.emergency and self.emergency[1] <= self.at:
            self.gone(self.emergency[0])
        for pk in self.standing_proposals():
            if Decision.objects.get(pk=pk).state == "lapsed":
                assert Decision.objects.get(pk=pk).proposed_at <= self.at - 14 * DAY
                self.gone(pk)
        if settle_appeals(self.at):
            self.go(Phase.CLOSED)
        close_cases(self.at)
        if self.phase == Phase.DECIDED and self.case().phase == Phase.CLOSED:
            self.go(Phase.CLOSED)

    @rule()
    def is_appealed(self) -> None:
        found = Decision.objects.filter(state="stands").select_related("case__circle", "case__person").first()
        if found is None:
            return
        in_time = found.in_force_at is not None and self.at <= found.in_force_at + 30 * DAY
        made = self.does(
            self.phase == Phase.DECIDED and in_time,
            lambda: appeal(by=again(self.world.bob), decision=found, words="No.", at=self.at),
        )
        if made:
            self.go(Phase.APPEALED)

    @rule(word=st.sampled_from(list(Word)))
    def is_judged(self, word: Word) -> None:
        found = Appeal.objects.select_related("decision__case__circle", "decision__case__person").first()
        juror = found.jurors.filter(word="").select_related("member").first() if found else None
        if found is None or juror is None or self.phase != Phase.APPEALED:
            return
        say(by=again(juror.member), appeal=found, word=word, at=self.at)
        if self.case().phase == Phase.CLOSED:
            self.go(Phase.CLOSED)

    def go(self, phase: Phase) -> None:
        self.phase = phase
        self.seen.append(phase)

    @invariant()
    def it_stands_where_the_model_says(self) -> None:
        if not hasattr(self, "world"):
            return
        assert self.case().phase == self.phase
        assert all(after in PHASES[before] for before, after in zip(self.seen, self.seen[1:], strict=False))
        # Nothing holds that no decision in force says.
        holds = set(
            Decision.objects.filter(state__in=["emergency", "stands"], ended_at=None).values_list("measure", flat=True)
        )
        theirs = place(self.world.circle, self.world.bob)
        assert (theirs.standing == Standing.BANNED) == (Measure.KEEP_OUT in holds)
        assert (theirs.paused_until is not None) == (Measure.PAUSE in holds)
        lone = Decision.objects.filter(state="stands")
        assert all(one.voices.count() >= 2 for one in lone)
        assert (
            LogEntry.objects.filter(event="decided").count()
            == Decision.objects.filter(state__in=["stands", "overturned"]).count()
        )

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)


def walk(examples: int, steps: int) -> None:
    run_state_machine_as_test(
        Cases,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_some_hundred_steps(db: None) -> None:
    walk(12, 25)


@pytest.mark.long
def test_some_thousand_steps(db: None) -> None:
    walk(100, 50)
