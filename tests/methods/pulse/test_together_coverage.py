"""How often intervals of dividing work and of acting together hold a truth that is known; docs/measures tells it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np
import pytest

from dugnad.methods.pulse.alike import likeness
from dugnad.methods.pulse.bursting import bursts
from dugnad.methods.pulse.coinciding import Coincidence, coincidence
from dugnad.methods.pulse.dividing import parts
from dugnad.methods.pulse.division import Divided, division
from dugnad.methods.pulse.entropies import xlogx
from dugnad.methods.pulse.measured import Measured, Window
from dugnad.methods.pulse.people_tasks import PeopleTasks
from dugnad.methods.pulse.trains import DAY
from tests.methods.pulse.test_coverage import FEW, MANY, held, least
from tests.methods.pulse.test_lift import history as gathered

TASKS = 5
MONTH = Window(datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 29, tzinfo=UTC))
START = MONTH.start.timestamp()
Rows = tuple[np.ndarray, np.ndarray]


def working(seed: int, people: int, *, apart: bool) -> Rows:
    """Members with preferences of their own (if `apart`) among five tasks, and 8 acts each or more, some far more."""
    rng = np.random.default_rng([seed, 1])
    acts = 8 + rng.negative_binomial(2, 0.08, people)
    wish = rng.dirichlet([0.6] * TASKS, people) if apart else np.full((people, TASKS), 1 / TASKS)
    done = rng.multinomial(acts, wish)
    who, what = (np.repeat(axis.ravel(), done.ravel()) for axis in np.indices(done.shape))
    return who, what


def truths(people: int) -> tuple[float, float, float]:
    """Division both ways, and likeness, of a group of so many: made of what very many are, person by person."""
    rows = working(0, 20_000, apart=True)
    found = parts(PeopleTasks.of(*rows))
    acts = found.acts
    left, chance = found.left.sum() / acts, found.chance_left.sum() / acts
    whole = np.log(people * acts / 20_000) - xlogx(found.each).sum() / acts
    alike = likeness(*rows, shuffles=1).value
    assert alike is not None
    return float(1 - left / chance), float((chance - left) / (whole - found.of_tasks + chance)), alike


def all_of(people: int, histories: int, draws: int) -> tuple[list[Divided], list[Measured]]:
    made = [working(seed + 1, people, apart=True) for seed in range(histories)]
    divided = [division(*rows, seed=seed, shuffles=1, draws=draws) for seed, rows in enumerate(made)]
    return divided, [likeness(*rows, seed=seed, shuffles=1, draws=draws) for seed, rows in enumerate(made)]


def test_division_and_likeness_briefly() -> None:
    divided, same = all_of(60, FEW, 300)
    people, tasks, alike = truths(60)

    assert held([one.people for one in divided], people) >= least(FEW)
    assert held([one.tasks for one in divided], tasks) >= least(FEW)
    assert held(same, alike) >= least(FEW)


@pytest.mark.long
@pytest.mark.parametrize(("people", "rate"), [(30, 0.94), (60, 0.95), (200, 0.95)])
def test_division_and_likeness(people: int, rate: float) -> None:
    divided, same = all_of(people, MANY, 1000)
    by_person, by_task, alike = truths(people)

    assert held([one.people for one in divided], by_person) >= least(MANY, rate)
    assert held([one.tasks for one in divided], by_task) >= least(MANY, rate)
    assert held(same, alike) >= least(MANY, rate)


@pytest.mark.long
def test_where_nothing_is_divided_chance_is_all() -> None:
    """p is below 0.05 one time in twenty, and the interval holds 0."""
    found = [division(*working(seed, 60, apart=False), seed=seed, shuffles=199, draws=500) for seed in range(MANY)]

    assert abs(np.mean([one.people.p is not None and one.people.p <= 0.05 for one in found]) - 0.05) < 0.03
    assert held([one.people for one in found], 0) >= least(MANY, 0.94)
    assert held([one.tasks for one in found], 0) >= least(MANY, 0.94)


def called(seed: int, people: int, calls: float) -> Rows:
    """Members at rates and hours of their own, four weeks; at `calls` moments, three in ten act within the hour."""
    rng = np.random.default_rng([seed, 2])
    acts = rng.poisson(rng.gamma(2, 1.0, people))
    who = np.repeat(np.arange(people), acts)
    hour = np.clip(rng.normal(18, 2, people)[who] + rng.normal(0, 2, len(who)), 0, 23.9)
    at = (rng.integers(28, size=len(who)) + hour / 24) * DAY
    for moment in rng.uniform(0, 27.9 * DAY, rng.poisson(calls)):
        came = np.flatnonzero(rng.random(people) < 0.3)
        who, at = np.concatenate([who, came]), np.concatenate([at, moment + rng.uniform(0, 3600, len(came))])
    return who, START + at


def excess(found: Sequence[Coincidence]) -> list[Measured]:
    return [
        Measured(measure="excess", version="1", n=one.n, value=one.excess, low=one.excess_low, high=one.excess_high)
        for one in found
    ]


def coincided(people: int, calls: float, histories: int) -> tuple[float, float]:
    """How often the intervals of the share and of its excess hold their mean over a thousand other histories."""
    true = [coincidence(*called(9000 + seed, people, calls), window=MONTH, shifts=1) for seed in range(2 * histories)]
    found = [coincidence(*called(seed, people, calls), window=MONTH, shifts=1) for seed in range(histories)]
    shares: list[Measured] = [*found]
    share = float(np.mean([one.value for one in true if one.value is not None]))
    beyond = float(np.mean([one.excess for one in true if one.excess is not None]))
    return held(shares, share), held(excess(found), beyond)


def test_coincidence_briefly() -> None:
    share, beyond = coincided(60, 6, FEW)

    assert share >= least(FEW, 0.93)
    assert beyond >= least(FEW, 0.93)


@pytest.mark.long
@pytest.mark.parametrize(("people", "calls", "rate"), [(40, 0, 0.94), (60, 6, 0.91), (200, 6, 0.91), (60, 20, 0.94)])
def test_coincidence(people: int, calls: float, rate: float) -> None:
    share, beyond = coincided(people, calls, MANY)

    assert share >= least(MANY, rate)
    assert beyond >= least(MANY, rate)


@pytest.mark.long
def test_where_nobody_calls_p_is_one_in_twenty() -> None:
    found = [coincidence(*called(seed, 40, 0), window=MONTH, seed=seed, shifts=99) for seed in range(MANY)]

    assert abs(np.mean([one.p is not None and one.p <= 0.05 for one in found]) - 0.05) < 0.03


def launched(seed: int, people: int) -> Rows:
    """Members at rates of their own, each four times as often on days 9 to 11."""
    rng = np.random.default_rng([seed, 3])
    rate = np.outer(rng.gamma(2, 0.05, people), np.where((np.arange(28) >= 9) & (np.arange(28) < 12), 4.0, 1.0))
    acts = rng.poisson(rate)
    who, day = (np.repeat(axis.ravel(), acts.ravel()) for axis in np.indices(acts.shape))
    return who, START + (day + rng.random(len(day))) * DAY


@pytest.mark.long
@pytest.mark.parametrize("people", [60, 200])
def test_bursts(people: int) -> None:
    true = bursts(*launched(0, 50_000), window=MONTH, shifts=1, draws=1).value
    found: list[Measured] = [
        bursts(*launched(1 + seed, people), window=MONTH, seed=seed, shifts=1, draws=600) for seed in range(MANY)
    ]
    assert true is not None
    assert held(found, true) >= least(MANY, 0.93)


def lifts(histories: int, draws: int, **knobs: float) -> list[Measured]:
    return [gathered(seed, draws=draws, people=60, **knobs) for seed in range(histories)]


def test_lift_briefly() -> None:
    assert held(lifts(FEW, 300, times=1.5, grows=2), 1.5) >= least(FEW)


@pytest.mark.long
@pytest.mark.parametrize(("times", "grows"), [(1.0, 0), (1.5, 2), (2.5, 0)])
def test_lift(times: float, grows: float) -> None:
    assert held(lifts(MANY, 1000, times=times, grows=grows), times) >= least(MANY, 0.94)
