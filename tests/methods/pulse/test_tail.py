from __future__ import annotations

import numpy as np
import pytest
from scipy.special import zeta
from scipy.stats import logser, norm

from dugnad.methods.pulse import tail_families as families
from dugnad.methods.pulse.measured import Reason
from dugnad.methods.pulse.nearest import Family
from dugnad.methods.pulse.spread import Spread
from dugnad.methods.pulse.tail import tail


def counted(each: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    values, people = np.unique(each, return_counts=True)
    return values.astype(float), people.astype(float)


@pytest.mark.parametrize("least", [1, 2, 7, 50])
def test_zeta_as_scipy(least: int) -> None:
    exponents = np.array([1.01, 1.5, 2.3, 4, 9])

    assert families.log_zeta(exponents, least) == pytest.approx(np.log(zeta(exponents, least)), abs=1e-9)


@pytest.mark.parametrize("least", [1, 4])
def test_likelihoods_as_scipy(least: int) -> None:
    each = np.random.default_rng(1).zipf(2.2, 500)
    values, people = counted(each[each >= least])
    power = families.power_law(values, people)
    series = families.log_series(values, people)
    normal = families.log_normal(values, people)
    theta = np.exp(-np.exp(series.parameters[0]))
    middle, width = normal.parameters
    edge = norm(middle, width).sf

    assert power.each == pytest.approx(-power.parameters[0] * np.log(values) - np.log(zeta(power.parameters[0], least)))
    assert series.each == pytest.approx(logser.logpmf(values, theta) - logser.logsf(least - 1, theta), abs=1e-6)
    assert np.exp(normal.each) == pytest.approx(
        (edge(np.log(values - 0.5)) - edge(np.log(values + 0.5))) / edge(np.log(least - 0.5)), rel=1e-6
    )


def test_fits_are_the_greatest() -> None:
    """The log-series has a closed condition: the mean of the fit is that of the counts."""
    values, people = counted(np.random.default_rng(2).logseries(0.841, 4000))
    theta = np.exp(-np.exp(families.log_series(values, people).parameters[0]))

    assert -theta / ((1 - theta) * np.log(1 - theta)) == pytest.approx(values @ people / 4000, rel=1e-6)


def test_a_power_law_is_found() -> None:
    found = tail(Spread.of(np.random.default_rng(1).zipf(2.5, 4000)), draws=100)

    assert found.low is not None
    assert found.high is not None
    assert found.low < 2.5 < found.high
    assert found.nearest is Family.POWER_LAW
    assert found.least == 1


def test_a_tail_that_begins_late() -> None:
    """Half of the members between 1 and 5 as it comes, the others a power law from 5 on."""
    rng = np.random.default_rng(6)
    far = np.floor(4.5 * (1 - rng.random(3000)) ** (-1 / 1.5) + 0.5)
    found = tail(Spread.of(np.concatenate([far, 1 + rng.binomial(4, 0.5, 3000)])), draws=100)

    assert found.least is not None
    assert 4 <= found.least <= 9
    assert found.value == pytest.approx(2.5, abs=0.2)


def test_a_log_series_is_not_called_a_power_law() -> None:
    found = [tail(Spread.of(np.random.default_rng(seed).logseries(0.841, 600)), draws=10) for seed in range(8)]

    assert {one.nearest for one in found} <= {Family.LOG_SERIES, Family.CANNOT_TELL}


def test_who_is_who_and_zeros_change_nothing() -> None:
    each = np.random.default_rng(3).zipf(2.2, 300)
    mixed = np.random.default_rng(4).permutation(each)
    with_zeros = tail(Spread.of([*each, 0, 0, 0]), draws=20)

    assert tail(Spread.of(each), draws=20) == tail(Spread.of(mixed), draws=20) == with_zeros


@pytest.mark.parametrize(
    ("each", "reason"),
    [
        ([], Reason.NOBODY),
        ([0], Reason.NOTHING_DONE),
        ([1, 2], Reason.SHORT_TAIL),
        ([3] * 200, Reason.SHORT_TAIL),
        (list(range(1, 50)), Reason.SHORT_TAIL),
    ],
)
def test_too_little_for_a_tail(each: list[int], reason: Reason) -> None:
    assert tail(Spread.of(each)).reason is reason


def test_amounts_have_no_tail_of_counts() -> None:
    with pytest.raises(ValueError, match="whole numbers"):
        tail(Spread.of([0.5]))
