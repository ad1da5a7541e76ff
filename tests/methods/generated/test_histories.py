from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from dugnad.methods.generated.answering import waiting
from dugnad.methods.generated.cause import cause
from dugnad.methods.generated.group import DAYS, Group, group
from dugnad.methods.generated.history import CODES, VERBS, History, Rows
from dugnad.methods.generated.knobs import ASSEMBLY, CLICKTIVIST, COMMONS, GROUPS, MUTUAL, SWARM, Knobs
from dugnad.methods.generated.support import support_movement
from dugnad.methods.shares import wilson

MADE = {name: group(3, knobs, n=400) for name, knobs in GROUPS.items()}


@pytest.mark.parametrize("name", GROUPS)
def test_rows_are_acts_of_people_who_are_there(name: str) -> None:
    history = MADE[name].history
    came, went = np.full(400, np.inf), np.full(400, -np.inf)
    np.minimum.at(came, history.actor, history.at)
    np.maximum.at(went, history.actor, history.at)
    joined = history.of("joined")

    assert (np.diff(history.at) >= 0).all()
    assert history.at[-1] <= DAYS
    assert np.array_equal(np.sort(history.actor[joined]), np.arange(400))
    assert np.array_equal(came[history.actor[joined]], history.at[joined])
    assert (history.toward != history.actor).all()
    brought = joined & (history.toward >= 0)
    assert (came[history.toward[brought]] <= history.at[brought]).all()
    last = np.zeros(400)
    np.maximum.at(last, history.actor[history.of("followed-along")], history.at[history.of("followed-along")])
    assert np.array_equal(last, went)


@pytest.mark.parametrize("name", GROUPS)
def test_causes_come_before_what_they_caused(name: str) -> None:
    history = MADE[name].history
    caused = np.flatnonzero(history.cause >= 0)
    before = history.verb[history.cause[caused]]
    helps = history.of("answered-practical", "answered-emotional")[caused]

    assert (history.cause[caused] < caused).all()
    assert (before[helps] == CODES["asked"]).all()
    assert np.array_equal(history.toward[caused][helps], history.actor[history.cause[caused]][helps])
    thanks = history.of("this-helped")[caused]
    assert np.array_equal(history.actor[caused][thanks], history.toward[history.cause[caused]][thanks])


def test_the_table_of_acts() -> None:
    columns = MADE["mutual-support group"].history.columns()

    assert list(columns) == [
        *("at", "actor", "verb", "effort", "relation", "toward", "circle", "cause", "object", "amount", "id"),
    ]
    assert len({len(column) for column in columns.values()}) == 1
    assert columns["at"].dtype == np.dtype("datetime64[us]")
    assert columns["at"][0] >= np.datetime64("2024-01-01")
    assert list(columns["id"]) == list(range(1, len(columns["id"]) + 1))
    assert set(zip(columns["verb"], columns["effort"], columns["relation"], strict=True)) <= {
        (verb, *kind) for verb, kind in VERBS.items()
    }
    told = columns["verb"] == "this-helped"
    assert all(columns["verb"][cause - 1].startswith("answered-") for cause in columns["cause"][told])


def held(knob: float, k: int, n: int) -> bool:
    """Whether Wilson's interval, at one in a thousand, holds the knob."""
    low, high = wilson(k, n, 3.29)
    return low <= knob <= high


@pytest.mark.parametrize("name", GROUPS)
def test_knobs_that_can_be_counted_are_in_the_rows(name: str) -> None:
    made = MADE[name]
    knobs, history = made.knobs, made.history
    joined, asked = history.of("joined"), history.of("asked")
    active = len(np.unique(history.actor[history.of("told-why")]))
    answered = int(history.of("answered-practical", "answered-emotional").sum())

    assert held(knobs.beyond, active, 400)
    assert held(knobs.recruited, int((history.toward[joined] >= 0).sum()), 400)
    assert held(knobs.answered, answered, int(asked.sum()))
    assert held(knobs.named, int(history.of("called").sum()), int(asked.sum()))
    assert held(knobs.kept, int(history.of("pledge-kept").sum()), int(history.of("pledged").sum()))


@pytest.mark.parametrize("knobs", GROUPS.values(), ids=list(GROUPS))
def test_answers_come_as_soon_as_they_should(knobs: Knobs) -> None:
    hours = waiting(np.random.default_rng(1), knobs, 100_000)
    half = 0.5 / knobs.answered if knobs.answered > 0.5 else 0.5

    assert (hours <= 24).all()
    assert np.quantile(hours, half) == pytest.approx(knobs.hours, rel=0.05)


def test_they_stay_as_long_as_they_should() -> None:
    for knobs in (CLICKTIVIST, MUTUAL, COMMONS):
        history = group(5, replace(knobs, launch=1.0), n=400).history
        stayed = np.zeros(400)
        np.maximum.at(stayed, history.actor, history.at)
        stayed[history.actor[history.of("joined")]] -= history.at[history.of("joined")]
        assert held(knobs.lasts, int((stayed > 90).sum()), 400)


def test_what_makes_the_groups_unlike() -> None:
    rho = {name: made.reciprocity for name, made in MADE.items()}
    division = {name: made.division for name, made in MADE.items()}

    assert abs(rho["swarm"]) < 0.05
    assert rho["mutual-support group"] > rho["commons"] > rho["swarm"]
    assert division["commons"] > division["mutual-support group"] > division["swarm"]


def hours_shared(history: History) -> float:
    """Share of tasks done in an hour in which at least ten others were done."""
    tasks = history.of("letter-sent", "phoned", "pitched", "paper-entered", "calls-prepared", "gathering-written-up")
    hours, counts = np.unique(np.floor(history.at[tasks] * 24), return_counts=True)
    return float(counts[counts > 10].sum() / counts.sum()) if len(hours) else 0.0


def test_a_swarm_does_it_together_and_a_commons_does_not() -> None:
    assert hours_shared(MADE["swarm"].history) > 0.5
    assert hours_shared(MADE["assembly"].history) > 0.5
    assert hours_shared(MADE["commons"].history) < 0.05


def test_a_cause_has_the_margins_exactly() -> None:
    history = cause(1, 50_000)
    joined, gave = history.of("joined"), history.of("gave")
    brought = np.bincount(history.toward[joined & (history.toward >= 0)], minlength=50_000)
    first = np.zeros(50_000)
    first[history.actor[joined]] = history.at[joined]

    assert (joined | gave).all()
    assert (brought == 0).mean() == pytest.approx(0.7219, abs=1e-9)
    assert (history.toward[joined] >= 0).mean() == pytest.approx(0.80, abs=1e-9)
    assert len(np.unique(history.actor[gave])) == 120
    assert (history.at[gave] >= first[history.actor[gave]]).all()
    assert (first[history.toward[joined & (history.toward >= 0)]] <= history.at[joined & (history.toward >= 0)]).all()
    assert history.at.max() <= 989


def test_the_same_seed_makes_the_same_history() -> None:
    def same(one: Group, other: Group) -> bool:
        return np.array_equal(one.history.at, other.history.at)

    assert same(group(7, SWARM, n=60), group(7, SWARM, n=60))
    assert not same(group(7, SWARM, n=60), group(8, SWARM, n=60))
    assert support_movement(1, n=100).history.members == 100


@pytest.mark.parametrize("n", [2, 3, 10])
def test_small_groups_are_made_too(n: int) -> None:
    for knobs in (CLICKTIVIST, MUTUAL, ASSEMBLY):
        assert group(1, knobs, n=n).history.of("joined").sum() == n


def test_what_cannot_be_made_is_refused() -> None:
    with pytest.raises(ValueError, match="two members"):
        group(1, MUTUAL, n=1)
    with pytest.raises(ValueError, match="ten members"):
        cause(1, 9)
    assert len(Rows(1).add("joined", [0.0], [0])) == 1
