"""How often the intervals of what runs over time hold a truth that is known. docs/measures/README.md has the table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import pytest

from dugnad.methods.pulse.answered import answered
from dugnad.methods.pulse.answering import time_to_answer
from dugnad.methods.pulse.carrying_over import carry_over
from dugnad.methods.pulse.completing import completed
from dugnad.methods.pulse.followed import DAY, HOUR
from dugnad.methods.pulse.following import funnel
from dugnad.methods.pulse.lapsing import stopped
from dugnad.methods.pulse.lasting import survival
from dugnad.methods.pulse.measured import Measured, Reason
from dugnad.methods.pulse.within import Within
from dugnad.methods.pulse.working import time_to_work

FEW, MANY = 40, 500
UNTIL = 60 * DAY
APART = 2.0
"""Askers differ: gamma with this shape, so that some always hear soon and others late."""
HEARS, WITHDRAWS = 1 / 20, 1 / 60
"""An hour: of being answered, for the middle asker, and of taking it back."""


@dataclass(frozen=True)
class Asks:
    asked: np.ndarray
    came: np.ndarray
    gone: np.ndarray
    asker: np.ndarray


def asks(seed: int, number: int, askers: int, hears: float = HEARS) -> Asks:
    """Asks over 60 days, the last of which are still open."""
    rng = np.random.default_rng([7, seed])
    asked = rng.uniform(0, UNTIL, number)
    asker = np.concatenate([np.arange(askers), rng.integers(askers, size=number - askers)])
    rate = hears * rng.gamma(APART, 1 / APART, askers)[asker]
    came, gone = rng.exponential(1 / rate), rng.exponential(1 / WITHDRAWS, number)
    first = came < gone
    return Asks(
        asked,
        np.where(first, asked + came * HOUR, np.nan),
        np.where(first, np.nan, asked + gone * HOUR),
        asker,
    )


@cache
def truth_within(hours: float, hears: float = HEARS) -> float:
    rate = hears * np.random.default_rng(0).gamma(APART, 1 / APART, 400_000)
    both = rate + WITHDRAWS
    return float(np.mean(rate / both * -np.expm1(-both * hours)))


@cache
def truth_median(hears: float = HEARS) -> float:
    low, high = 0.0, 500.0
    for _ in range(20):
        middle = (low + high) / 2
        low, high = (middle, high) if truth_within(middle, hears) < 0.5 else (low, middle)
    return low


def held(found: list[Measured] | list[Within], truth: float, told: float = 0.9) -> float:
    """The share of intervals that hold the truth, of those that were told."""
    ends = [(one.low, one.high) for one in found if one.low is not None and one.high is not None]
    assert len(ends) >= told * len(found)
    return float(np.mean([low <= truth <= high for low, high in ends]))


def least(histories: int, rate: float = 0.95) -> float:
    """The lowest share that chance makes of `rate` but once in a thousand times."""
    return rate - 3.1 * np.sqrt(rate * (1 - rate) / histories)


def of_shares(number: int, askers: int, histories: int) -> dict[int, float]:
    made = [asks(seed, number, askers) for seed in range(histories)]
    found = [answered(one.asked, one.came, one.gone, asker=one.asker, until=UNTIL) for one in made]
    return {hours: held([one.within[hours] for one in found], truth_within(hours)) for hours in (1, 24, 168)}


def of_medians(number: int, askers: int, histories: int) -> float:
    found: list[Measured] = []
    for seed in range(histories):
        one = asks(seed, number, askers)
        found.append(time_to_answer(one.asked, one.came, one.gone, asker=one.asker, until=UNTIL))
    return held(found, truth_median(), told=0.6)


def of_work(number: int, histories: int, rate: float = 0.01) -> float:
    """Members who join over 90 days, work at `rate` a day and leave at half of it."""
    found: list[Measured] = []
    for seed in range(histories):
        rng = np.random.default_rng([8, seed])
        joined = rng.uniform(0, 90 * DAY, number)
        work, leave = rng.exponential([[1 / rate], [2 / rate]], (2, number)) * DAY
        gone = np.where(leave < work, joined + leave, np.nan)
        found.append(time_to_work(joined, np.where(work < leave, joined + work, np.nan), gone, until=90 * DAY))
    return held(found, 2 / 3 * -np.expm1(-1.5 * rate * 30))


def stays(seed: int, number: int, *, before: float = 0.5, until: float = 300.0) -> Measured:
    """Members of whom a quarter does nothing but join; others stay for 120 days on the average, acting each week."""
    rng = np.random.default_rng([9, seed])
    joined = np.where(rng.random(number) < before, rng.uniform(-300, 0, number), rng.uniform(0, until, number))
    there = np.where(rng.random(number) < 0.25, 0, rng.exponential(120, number))
    acts = rng.poisson(np.minimum(there, until - joined) / 7)
    who = np.repeat(np.arange(number), acts)
    when = joined[who] + rng.random(len(who)) * np.minimum(there, until - joined)[who]
    seen = when >= 0
    end = stopped(who[seen], when[seen] * DAY, joined=joined * DAY, since=0, until=until * DAY)
    return survival(joined * DAY, end, since=0, until=until * DAY)


def truth_stays() -> float:
    """Of very many who all joined early, so that nothing is censored."""
    found = stays(0, 300_000, before=0, until=3_000)
    assert found.value is not None
    return found.value


def test_briefly() -> None:
    assert min(of_shares(100, 50, FEW).values()) >= least(FEW)
    assert of_medians(100, 50, FEW) >= least(FEW)
    assert of_work(100, FEW) >= least(FEW)


def test_wilson_where_all_are_followed() -> None:
    """The funnel, and what carries over: members apart from one another."""
    rng = np.random.default_rng(1)
    worked = [np.where(rng.random(40) < 0.3, DAY, np.nan) for _ in range(MANY)]
    found: list[Measured] = [funnel(np.zeros(40), {"work": one}, until=40 * DAY) for one in worked]
    assert held(found, 0.3) >= least(MANY)

    again: list[Measured] = []
    for _ in range(MANY):
        second = np.flatnonzero(rng.random(80) < np.where(np.arange(80) < 40, 0.4, 0.1))
        who = np.concatenate([np.arange(40), second])
        again.append(
            carry_over(who, np.repeat([0, 1], [40, len(second)]), np.repeat([0, 1], [40, len(second)]), members=80)
        )
    assert held(again, 0.4) >= least(MANY)


@pytest.mark.long
@pytest.mark.parametrize(("number", "askers"), [(60, 60), (60, 20), (200, 40), (1000, 200)])
def test_answered(number: int, askers: int) -> None:
    assert min(of_shares(number, askers, MANY).values()) >= least(MANY)


@pytest.mark.long
@pytest.mark.parametrize(("number", "askers"), [(60, 60), (60, 20), (200, 40), (1000, 200)])
def test_the_middle_wait(number: int, askers: int) -> None:
    assert of_medians(number, askers, MANY) >= least(MANY)


@pytest.mark.long
@pytest.mark.parametrize(("number", "askers"), [(60, 60), (60, 20), (200, 40), (1000, 200)])
def test_completed(number: int, askers: int) -> None:
    made = [asks(seed, number, askers) for seed in range(MANY)]
    found: list[Measured] = [completed(one.asked, one.came, asker=one.asker, until=90 * DAY) for one in made]

    assert held(found, truth_within(30 * 24)) >= least(MANY)


@pytest.mark.long
@pytest.mark.parametrize(("number", "rate"), [(40, 0.01), (100, 0.01), (400, 0.01), (400, 0.0005)])
def test_time_to_work(number: int, rate: float) -> None:
    assert of_work(number, MANY, rate) >= least(MANY)


@pytest.mark.long
@pytest.mark.parametrize("number", [100, 400, 2000])
def test_survival(number: int) -> None:
    found = [stays(seed, number) for seed in range(MANY)]
    told = [one for one in found if one.reason not in {Reason.FEW_MEMBERS, Reason.FEW_LEFT}]

    assert held(told, truth_stays()) >= least(MANY)
