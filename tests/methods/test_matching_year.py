"""The simulated year that the claims about matching rest on: that it does what it says, in small."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.callings import BestFit, BestRecord, Everyone, Ours, Random
from benchmarks.circle import Assumptions, make_circle, suits
from benchmarks.circle_year import Calling, State, View, Year, gini, pace
from benchmarks.matching import SCENARIOS, evidence, speed

SMALL = Assumptions(members=60, weeks=8, asks_per_week=6)


class Watched(Ours):
    """Ours, looked at while it calls."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.calls: list[tuple[int, int]] = []
        self.wrong = 0

    def call(self, view: View):  # type: ignore[no-untyped-def]  # as the one it watches
        rows, fits = super().call(view)
        state, circle = view.state, view.circle
        self.calls += [(view.hour, int(row)) for row in rows]
        self.wrong += int((state.recent[rows] >= circle.capacity[rows]).sum())
        self.wrong += int(circle.quiet_at[view.hour % 24, rows].sum() + (~view.may[rows]).sum())
        return rows, fits


def test_nobody_is_called_in_quiet_hours_or_above_capacity_in_a_busy_year() -> None:
    year, watched = Year(replace(SMALL, asks_per_week=200, posted=0.3), 1), Watched(1)
    year.under(watched)
    weeks = [
        [hour for hour, row in watched.calls if row == member and start <= hour < start + 168]
        for member in range(60)
        for start in range(0, 8 * 168, 24)
    ]

    assert watched.wrong == 0
    assert max(len(week) for week in weeks) <= year.circle.capacity.max()
    assert len(watched.calls) > 500


@pytest.mark.parametrize("calling", [lambda: Ours(3), lambda: BestFit(3, 3), lambda: Random(3, 3), lambda: Everyone()])
def test_the_same_seed_gives_the_same_year(calling: type[Calling]) -> None:
    assert repr(Year(SMALL, 3).under(calling())) == repr(Year(SMALL, 3).under(calling()))


def test_ours_answers_more_than_posting_with_a_tenth_of_the_interruptions() -> None:
    """In small, without intervals: the evidence is in docs/benchmarks.md."""
    year = Year(replace(SCENARIOS["200 members"], weeks=8), 1)
    ours, post, best = year.under(Ours(1)), year.under(Everyone()), year.under(BestRecord(3, 1))

    assert ours.answered >= post.answered
    assert ours.interruptions <= post.interruptions / 10
    assert ours.helped > best.helped
    assert ours.night == 0
    assert best.night > 0


def test_a_post_is_answered_as_often_as_was_set() -> None:
    assumed = Assumptions(weeks=26, posted=0.5, tires=False)
    share = [Year(assumed, seed).under(Everyone()).answered for seed in range(6)]

    assert np.mean(share) == pytest.approx(0.5, abs=0.06)


def test_the_pace_rises_with_what_is_set() -> None:
    assert 0 < pace(0.05, 1.0, 0.7) < pace(0.5, 1.0, 0.7) < pace(0.8, 1.0, 0.7)


def test_nobody_answers_where_nobody_is_ready() -> None:
    year = Year(SMALL, 1)
    year.pace = 0
    for calling in (Everyone(), Ours(1), BestFit(3, 1)):
        found = year.under(calling)
        assert (found.answered, found.helped) == (0, 0)


def test_too_many_calls_drive_people_away_and_only_where_that_is_assumed() -> None:
    busy = replace(SMALL, asks_per_week=60, weeks=12)

    assert Year(busy, 1).under(BestRecord(4, 1)).lost > 0
    assert Year(replace(busy, tires=False), 1).under(BestRecord(4, 1)).lost == 0
    assert Year(busy, 1).under(Ours(1)).lost == 0
    assert Year(replace(busy, post_weighs=0.1), 1).under(Everyone()).lost > 0


def test_the_asker_is_not_a_helper() -> None:
    year = Year(SMALL, 1)

    assert all(suits(year.circle, ask)[ask.asker] == 0 for ask in year.asks)


def test_what_is_misjudged_is_known_wrongly() -> None:
    circle = make_circle(replace(SMALL, members=2000, misjudged=0.2), np.random.default_rng(1))

    assert (circle.skills != circle.known_skills).mean() == pytest.approx(0.2, abs=0.02)
    assert (circle.capacity > circle.carries).mean() == pytest.approx(0.2, abs=0.03)


def test_calls_weigh_for_a_week_and_tiredness_halves_in_two() -> None:
    state = State(3)
    state.recent[1], state.tired[1] = 1, 1.0
    state.log.append((0, np.array([1])))
    state.advance(167)
    assert state.recent[1] == 1
    state.advance(336)
    assert (state.recent[1], state.tired[1]) == (0, pytest.approx(0.5))


@pytest.mark.parametrize(
    ("amounts", "expected"), [([1, 1, 1, 1], 0), ([0, 0, 0, 4], 0.75), ([1, 3], 0.25), ([0, 0], 0)]
)
def test_gini(amounts: list[float], expected: float) -> None:
    assert gini(np.array(amounts, float)) == pytest.approx(expected)


def test_the_tables_come_out(capsys: pytest.CaptureFixture[str]) -> None:
    evidence(["50 members"], 2, 1, 3)
    speed(1000, rounds=2)
    told = capsys.readouterr().out

    assert "| ours |" in told
    assert "| 50 members |" in told
    assert "| 1,000 | alike |" in told
