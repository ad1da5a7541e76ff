"""How often intervals of exchange hold the truth: the mean over histories of one kind. docs/measures has the rates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest

from dugnad.methods.generated.exchange import group, grouped
from dugnad.methods.generated.passing_on import DAY, passed_on
from dugnad.methods.pulse.crossing import crossing
from dugnad.methods.pulse.cycles import cycles
from dugnad.methods.pulse.measured import Measured
from dugnad.methods.pulse.overlap import overlap
from dugnad.methods.pulse.paying_forward import pay_forward
from dugnad.methods.pulse.reciprocity import reciprocity

FEW, MANY = 60, 500
Between = Callable[..., Measured]


def rate(found: Sequence[Measured], truth: float | None = None) -> float:
    """The share of intervals that hold `truth`, the mean of the values where None."""
    told = [(one.value, one.low, one.high) for one in found if one.value is not None]
    assert len(told) > 0.95 * len(found)
    value, low, high = np.array(told, np.float64).T
    true = value.mean() if truth is None else truth
    return float(((low <= true) & (true <= high)).mean())


def least(histories: int, nominal: float = 0.95) -> float:
    """The lowest share that chance makes of `nominal` but once in a thousand times."""
    return float(nominal - 3.1 * np.sqrt(nominal * (1 - nominal) / histories))


def of_group(measure: Between, histories: int, n: int, **kind: float) -> float:
    made = [group(np.random.default_rng([4, seed]), n, **kind) for seed in range(histories)]
    more: dict[str, Any] = {} if measure is overlap else {"shuffles": 5}
    return rate([measure(*one, members=n, **more) for one in made])


def of_forward(histories: int, n: int, *, times: float, length: float = 90.0, **kind: float) -> float:
    found = [
        pay_forward(
            *passed_on(np.random.default_rng([8, seed]), n, times=times, length=length, **kind),
            members=n,
            start=0,
            end=length * DAY,
        )
        for seed in range(histories)
    ]
    return rate(found, times)


@pytest.mark.parametrize("measure", [reciprocity, overlap, cycles])
def test_a_mutual_group_briefly(measure: Between) -> None:
    assert of_group(measure, FEW, 60, back=0.3) >= least(FEW)


def test_crossing_briefly() -> None:
    found = [crossing(*grouped(np.random.default_rng([4, seed]), 60), shuffles=2) for seed in range(FEW)]

    assert rate(found) >= least(FEW)


@pytest.mark.parametrize("times", [1.0, 2.0])
def test_passing_on_briefly(times: float) -> None:
    assert of_forward(FEW, 100, times=times) >= least(FEW)


@pytest.mark.long
@pytest.mark.parametrize("measure", [reciprocity, overlap, cycles])
@pytest.mark.parametrize(
    "kind",
    [
        {"n": 60, "back": 0.3},
        {"n": 60},
        {"n": 200, "back": 0.3},
        {"n": 100, "apart": 1.5, "back": 0.2},
        {"n": 300, "each": 0.7, "back": 0.1},
    ],
    ids=str,
)
def test_groups(measure: Between, kind: dict[str, Any]) -> None:
    assert of_group(measure, MANY, **kind) >= least(MANY)


@pytest.mark.long
@pytest.mark.parametrize(
    "kind", [{"n": 60}, {"n": 200}, {"n": 100, "apart": 1.5}, {"n": 60, "groups": 12}, {"n": 1000}], ids=str
)
def test_crossing(kind: dict[str, Any]) -> None:
    found = [crossing(*grouped(np.random.default_rng([4, seed]), **kind), shuffles=2) for seed in range(MANY)]

    assert rate(found) >= least(MANY)


@pytest.mark.long
@pytest.mark.parametrize(
    "kind",
    [
        {"n": 100, "times": 1.0},
        {"n": 100, "times": 2.0},
        {"n": 100, "times": 0.5},
        {"n": 40, "times": 1.0},
        {"n": 40, "times": 2.0},
        {"n": 300, "times": 1.0, "rate": 0.03},
        {"n": 100, "times": 1.0, "campaign": 8.0},
        {"n": 100, "times": 1.0, "apart": 1.8},
        {"n": 100, "times": 1.0, "length": 28.0, "rate": 0.15},
    ],
    ids=str,
)
def test_passing_on(kind: dict[str, Any]) -> None:
    assert of_forward(MANY, **kind) >= least(MANY)
