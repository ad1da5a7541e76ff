from __future__ import annotations

import numpy as np
import pytest

from dugnad.methods.pulse.measured import Reason
from dugnad.methods.pulse.working import time_to_work
from dugnad.methods.shares import wilson

DAY = 86_400.0
NEVER = np.nan


def test_all_followed_is_a_plain_share() -> None:
    """Of forty, ten worked after 1 to 10 days, and five later than in 30: as Wilson says, but for Student's t."""
    worked = np.full(40, NEVER)
    worked[:10] = np.arange(1, 11) * DAY
    worked[10:15] = 50 * DAY
    found = time_to_work(np.zeros(40), worked, until=100 * DAY)

    assert found.value == pytest.approx(0.25)
    assert (found.low, found.high) == pytest.approx(wilson(10, 40), abs=0.01)
    assert (found.n, found.followed, found.median) == (40, 40, None)
    assert found.curve is not None
    assert found.curve.at(50) == pytest.approx(0.375)


def test_who_leaves_will_not_come_to_it() -> None:
    """Twenty followed for 40 days, ten of whom work on day 20; twenty for 10, all of whom leave on day 1: ten in forty.

    Were those who left only lost sight of, it would be ten in twenty.
    """
    joined = np.repeat([0.0, 30 * DAY], 20)
    worked, left = np.full(40, NEVER), np.full(40, NEVER)
    worked[:10], left[20:] = 20 * DAY, 31 * DAY

    assert time_to_work(joined, worked, left, until=40 * DAY).value == pytest.approx(0.25)
    assert time_to_work(joined, worked, until=40 * DAY).value == pytest.approx(0.5)


def test_those_who_could_not_be_followed_so_long_count_while_they_could() -> None:
    """Twenty for 40 days, of whom ten worked on day 20; twenty for 10 days, of whom ten on day 5: 1 - 3/4 · 1/2."""
    joined = np.repeat([0.0, 30 * DAY], 20)
    worked = np.full(40, NEVER)
    worked[:10], worked[20:30] = 20 * DAY, 35 * DAY
    found = time_to_work(joined, worked, until=40 * DAY)

    assert found.value == pytest.approx(1 - 0.75 * 0.5)
    assert found.followed == 20
    assert found.median == 20


@pytest.mark.parametrize(
    ("joined", "reason"),
    [([], Reason.NOBODY), ([0.0] * 9, Reason.FEW_MEMBERS), ([39 * DAY] * 40, Reason.TOO_NEW)],
)
def test_too_little_to_say(joined: list[float], reason: Reason) -> None:
    found = time_to_work(joined, [NEVER] * len(joined), until=40 * DAY)

    assert (found.reason, found.curve, found.median) == (reason, None, None)


def test_nobody_worked() -> None:
    found = time_to_work(np.zeros(30), np.full(30, NEVER), until=40 * DAY)

    assert (found.value, found.low, found.median) == (0, 0, None)
    assert found.high is not None
    assert 0.113 < found.high < 0.13


def test_what_lies_after_now_is_not_known() -> None:
    joined, worked = np.zeros(20), np.full(20, 90 * DAY)

    assert time_to_work(joined, worked, until=40 * DAY).value == 0
    with pytest.raises(ValueError, match="none lies after now"):
        time_to_work([50 * DAY], [NEVER], until=40 * DAY)
    with pytest.raises(ValueError, match="one length"):
        time_to_work([0.0], [NEVER, NEVER], until=40 * DAY)
