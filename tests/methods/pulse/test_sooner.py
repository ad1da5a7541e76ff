from __future__ import annotations

import numpy as np
import pytest
from lifelines import KaplanMeierFitter
from lifelines.utils import restricted_mean_survival_time

from dugnad.methods.pulse.measured import Reason
from dugnad.methods.pulse.sooner import sooner

HOUR, DAY = 3_600.0, 86_400.0
NEVER = np.nan


def asks(seed: int, n: int, faster: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Asks over two weeks, every other one with a name and answered so many times as fast; 20 hours on the average."""
    rng = np.random.default_rng(seed)
    asked, named = rng.uniform(0, 14 * DAY, n), np.arange(n) % 2 == 0
    return asked, asked + rng.exponential(20 * HOUR, n) / np.where(named, faster, 1), named


def test_by_hand() -> None:
    """Twenty with a name, answered after 8 hours; twenty without: ten after 48, ten never. A week: 8 against 108."""
    asked, named = np.zeros(40), np.arange(40) < 20
    first = np.where(named, 8 * HOUR, np.where(np.arange(40) < 30, 48 * HOUR, NEVER))
    found = sooner(asked, first, named=named, until=10 * DAY)

    assert (found.named, found.others, found.value) == pytest.approx((8, 108, 100))
    assert (found.n, found.null) == (40, 0)
    error = 60 / np.sqrt(20) * np.sqrt(40 / 39)
    assert found.low == pytest.approx(100 - 2.0227 * error, abs=0.01)


def test_as_in_lifelines() -> None:
    asked, came, named = asks(1, 300, 3)
    found = sooner(asked, came, named=named, until=16 * DAY, hours=48)
    expected = []
    for some in (named, ~named):
        lasted = (np.minimum(came, 16 * DAY) - asked)[some] / HOUR
        fitted = KaplanMeierFitter().fit(lasted, (came <= 16 * DAY)[some])
        expected.append(restricted_mean_survival_time(fitted, t=48))

    assert (found.named, found.others) == pytest.approx(tuple(expected), rel=1e-6)


def test_a_name_makes_a_difference_or_none() -> None:
    asked, came, named = asks(2, 400, 3)
    found = sooner(asked, came, named=named, until=30 * DAY)
    assert found.low is not None
    assert found.low > 5

    asked, came, named = asks(3, 400, 1)
    found = sooner(asked, came, named=named, until=30 * DAY)
    assert found.low is not None
    assert found.high is not None
    assert found.low < 0 < found.high


def test_those_who_ask_often_count_once() -> None:
    asked, came, named = asks(4, 100, 2)
    asker = np.arange(100)
    once = sooner(asked, came, named=named, asker=asker, until=30 * DAY)
    often = sooner(
        *(np.tile(one, 3) for one in (asked, came)), named=np.tile(named, 3), asker=np.tile(asker, 3), until=30 * DAY
    )

    assert (often.value, often.low, often.high) == pytest.approx((once.value, once.low, once.high))


def test_asks_of_one_member_on_both_sides_are_compared_with_each_other() -> None:
    """Thirty who wait very differently, and each ten hours less when they ask by name: ten hours, and no doubt."""
    waited = np.random.default_rng(6).exponential(20 * HOUR, 30) + 10 * HOUR
    named, asker = np.repeat([True, False], 30), np.tile(np.arange(30), 2)
    found = sooner(
        np.zeros(60), np.tile(waited, 2) - 10 * HOUR * named, named=named, asker=asker, until=60 * DAY, hours=900
    )

    assert (found.value, found.low, found.high) == pytest.approx((10, 10, 10))


def test_too_little_to_say() -> None:
    asked, came, named = asks(5, 40, 2)

    assert sooner([], [], named=[], until=DAY).reason is Reason.NOTHING_DONE
    assert sooner(asked, came, named=np.ones(40), until=30 * DAY).reason is Reason.NO_CONTRAST
    assert sooner(asked, came, named=named, until=14 * DAY, hours=300).reason is Reason.TOO_NEW
    assert sooner(asked, came, named=np.arange(40) < 9, until=30 * DAY).reason is Reason.FEW_MEMBERS
    with pytest.raises(ValueError, match="to somebody or not"):
        sooner(asked, came, named=[True], until=30 * DAY)
