"""How often 95 % intervals hold a truth that is known. docs/measures/README.md has the table, failures included."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from dugnad.methods.generated.branching import branching, static
from dugnad.methods.generated.forests import NOBODY, THETA, log_series
from dugnad.methods.generated.giving import GIVE, gifts
from dugnad.methods.generated.growing import grown
from dugnad.methods.pulse import inequality
from dugnad.methods.pulse.dependence import lost
from dugnad.methods.pulse.early import early
from dugnad.methods.pulse.forest import forest
from dugnad.methods.pulse.ginis import gini, gini_active
from dugnad.methods.pulse.inequality import Formula, of_highest
from dugnad.methods.pulse.lorenz import lorenz
from dugnad.methods.pulse.measured import Measured
from dugnad.methods.pulse.recruiting import gave_nothing, recruited_nobody, recruited_share
from dugnad.methods.pulse.spread import Spread
from dugnad.methods.pulse.tail import tail
from dugnad.methods.pulse.theil import theil
from dugnad.methods.pulse.top import top_share
from dugnad.methods.pulse.trees import trees
from dugnad.methods.pulse.zeros import zero_share

FEW, MANY = 60, 500
BROUGHT = (1 - NOBODY) * -THETA / ((1 - THETA) * np.log(1 - THETA))
SUPPORT = (1.2, 0.2)
"""A group in which most do something: negative binomial, mean 4.8, a seventh at 0."""
Draw = Callable[[np.random.Generator, int], np.ndarray]

OF_SPREADS: dict[str, tuple[Callable[..., Measured], Formula]] = {
    "gini": (gini, inequality.gini),
    "theil": (theil, inequality.theil),
    "top_share": (top_share, of_highest(0.1)),
    "lorenz": (lorenz, inequality.half_by),
    "gini_active": (gini_active, inequality.gini),
}


def support(rng: np.random.Generator, n: int) -> np.ndarray:
    return rng.negative_binomial(*SUPPORT, n)


def held(found: list[Measured], truth: float) -> float:
    """The share of intervals that hold the truth, of those that were told."""
    told = [one for one in found if one.low is not None and one.high is not None]
    assert len(told) > 0.9 * len(found)
    return float(
        np.mean([one.low <= truth <= one.high for one in told if one.low is not None and one.high is not None])
    )


def least(histories: int, rate: float = 0.95) -> float:
    """The lowest share that chance makes of `rate` but once in a thousand times."""
    return rate - 3.1 * np.sqrt(rate * (1 - rate) / histories)


def truth_of(measure: str, draw: Draw) -> float:
    whole = Spread.of(draw(np.random.default_rng(0), 1_000_000))
    of = whole.active() if measure == "gini_active" else whole
    return float(OF_SPREADS[measure][1](of.values, of.people[None, :])[0][0])


def of_spreads(measure: str, draw: Draw, n: int, histories: int, draws: int) -> float:
    how = OF_SPREADS[measure][0]
    found = [how(Spread.of(draw(np.random.default_rng([9, seed]), n)), draws=draws) for seed in range(histories)]
    return held(found, truth_of(measure, draw))


@pytest.mark.parametrize("measure", ["gini", "top_share"])
def test_inequality_briefly(measure: str) -> None:
    assert of_spreads(measure, support, 200, FEW, 200) >= least(FEW)


@pytest.mark.long
@pytest.mark.parametrize("measure", OF_SPREADS)
@pytest.mark.parametrize(("draw", "n", "rate"), [(support, 60, 0.93), (support, 200, 0.94), (log_series, 1000, 0.93)])
def test_inequality(measure: str, draw: Draw, n: int, rate: float) -> None:
    """Nominal is 0.95; the rates are those that docs/measures/README.md gives for each."""
    assert of_spreads(measure, draw, n, MANY, 600) >= least(MANY, rate)


def test_shares_with_wilson() -> None:
    rng = np.random.default_rng(1)
    for truth, n in ((0.3, 40), (0.7219, 2000)):
        found = [zero_share(Spread.of(rng.random(n) > truth)) for _ in range(MANY)]
        assert held(found, truth) >= least(MANY)


def test_wilson_of_those_who_recruited_nobody_and_gave_nothing() -> None:
    made = [branching(seed, roots=40) for seed in range(MANY)]
    assert held([recruited_nobody(Spread.of(one.recruits)) for one in made], NOBODY) >= least(MANY)

    one = static(1, 10_000)
    gave = [Spread.of(np.bincount(gifts(seed, one).giver, minlength=10_000)) for seed in range(200)]
    assert held([gave_nothing(each) for each in gave], 1 - GIVE) >= least(200)


def test_the_recruited_and_their_trees() -> None:
    made = [forest(branching(seed, roots=400).recruiter) for seed in range(FEW)]

    assert held([recruited_share(Spread.of(one.recruits), draws=200) for one in made], BROUGHT) >= least(FEW)
    assert held([trees(one, draws=200) for one in made], 1 / (1 - BROUGHT)) >= least(FEW)


@pytest.mark.long
def test_the_recruited_and_their_trees_at_length() -> None:
    made = [forest(branching(seed, roots=400).recruiter) for seed in range(MANY)]
    grew = [Spread.of(grown(seed, 2000, seeds=20).recruits) for seed in range(MANY)]

    assert held([recruited_share(Spread.of(one.recruits), draws=600) for one in made], BROUGHT) >= least(MANY)
    assert held([trees(one, draws=600) for one in made], 1 / (1 - BROUGHT)) >= least(MANY)
    assert held([recruited_share(one, draws=600) for one in grew], 0.80) >= least(MANY)


@pytest.mark.long
def test_early_joiners_who_bring_no_more_than_others() -> None:
    def history(seed: int) -> Measured:
        made, rng = branching(seed, roots=400), np.random.default_rng([seed, 7])
        at = rng.uniform(0, 100, len(made.recruiter))
        for member in np.flatnonzero(made.recruiter >= 0):
            at[member] = at[made.recruiter[member]] + rng.uniform(0, 10)
        return early(made.recruiter, at, days=10, end=100, draws=600)

    assert held([history(seed) for seed in range(MANY)], 1) >= least(MANY, 0.92)


def test_dependence_briefly() -> None:
    """What the five who are busiest do, when each helps at a rate of their own."""
    rates = np.random.default_rng(3).lognormal(0, 1, 60) * 4
    truth = np.sort(rates)[-5:].sum() / rates.sum()
    found: list[Measured] = [
        lost(np.random.default_rng([5, seed]).poisson(rates), taken=5, seed=seed) for seed in range(FEW)
    ]

    assert held(found, truth) >= least(FEW)


@pytest.mark.long
@pytest.mark.parametrize("taken", [1, 5, 10])
@pytest.mark.parametrize("apart", [0.0, 1.0, 2.0])
def test_dependence(taken: int, apart: float) -> None:
    rates = np.random.default_rng(3).lognormal(0, apart, 200) + 0.5
    truth = np.sort(rates)[-taken:].sum() / rates.sum()
    found: list[Measured] = [
        lost(np.random.default_rng([5, seed]).poisson(rates), taken=taken, seed=seed) for seed in range(MANY)
    ]

    assert held(found, truth) >= least(MANY)


@pytest.mark.long
def test_tails_of_power_laws() -> None:
    found: list[Measured] = [
        tail(Spread.of(np.random.default_rng([5, seed]).zipf(2.5, 400)), draws=200) for seed in range(MANY)
    ]

    assert held(found, 2.5) >= least(MANY, 0.94)


@pytest.mark.long
def test_where_they_do_not_hold() -> None:
    """A few who do a thousand times as much as others: no interval from a hundred members knows of them."""

    def far(rng: np.random.Generator, n: int) -> np.ndarray:
        return np.floor(rng.lognormal(0.5, 1.3, n))

    assert of_spreads("theil", far, 60, 200, 200) < 0.85
    assert of_spreads("gini", far, 60, 200, 200) < 0.94
