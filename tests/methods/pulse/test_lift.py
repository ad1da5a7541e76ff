from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest

from dugnad.methods.pulse.lifting import Lift, lift
from dugnad.methods.pulse.measured import Caution, Reason, Window
from dugnad.methods.pulse.trains import DAY

QUARTER = Window(datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC))
START, DAYS = QUARTER.start.timestamp(), 90
GATHERED = np.array([20.0, 47.0, 68.0])


def history(
    seed: int, *, times: float = 1.0, people: int = 60, grows: float = 0.0, busy: float = 1.0, draws: int = 300
) -> Lift:
    """Members who help at a rate of their own, `times` as often in the week after they came to a gathering.

    `grows`: how much everybody helps more at the end than at the beginning; `busy`: as often in the week before.
    """
    rng = np.random.default_rng([seed, 11])
    came = rng.random((people, len(GATHERED))) < 0.6
    rate = np.outer(rng.gamma(2, 0.15, people), 1 + grows * np.arange(DAYS) / DAYS)
    for column, day in enumerate(GATHERED.astype(int)):
        rate[came[:, column], day : day + 7] *= times
        rate[came[:, column], day - 7 : day] *= busy
    acts = rng.poisson(rate)
    who, day = (np.repeat(axis.ravel(), acts.ravel()) for axis in np.indices(acts.shape))
    attendee, gathering = np.nonzero(came)
    at = START + (day + rng.random(len(day))) * DAY
    return lift(
        who, at, attendee=attendee, gathering=gathering, ended=START + GATHERED * DAY, window=QUARTER, draws=draws
    )


def by_hand(acts: list[float], came: list[float], days: float = 7, members: int = 20) -> Lift:
    """The same days of acts and of gatherings for each of `members`."""
    who, at = np.repeat(np.arange(members), len(acts)), np.tile(acts, members)
    attendee, gathering = np.repeat(np.arange(members), len(came)), np.tile(np.arange(len(came)), members)
    over = START + np.array(came) * DAY
    moments = START + at * DAY
    return lift(who, moments, attendee=attendee, gathering=gathering, ended=over, window=QUARTER, days=days)


def test_by_hand() -> None:
    """A gathering on day 40; three acts in the week after, one in each of four ordinary weeks of eight."""
    found = by_hand([41, 42, 43, 13, 20, 27, 50], [40])

    assert (found.value, found.attendances, found.left_out, found.n) == (6, 20, 0, 20)
    assert found.difference == 2.5
    assert (found.low, found.caution) == (None, Caution.ALIKE)


def test_the_days_of_other_gatherings_are_not_ordinary() -> None:
    """Of the first, weeks 1, 3 and 4 away hold the acts of days 27 and 41; of the second those of 41, 27 and 20."""
    found = by_hand([34, 48, 20, 27, 41], [33, 47])

    assert (found.attendances, found.left_out) == (40, 0)
    assert found.value == pytest.approx((1 + 1) / (2 / 6 + 3 / 6))


def test_two_close_together_are_left_out() -> None:
    found = by_hand([34, 48, 20], [33, 36])

    assert (found.reason, found.left_out) == (Reason.NO_ORDINARY_DAYS, 40)
    assert by_hand([34], list(range(7, 83, 7)), days=7).reason is Reason.NO_ORDINARY_DAYS


def test_a_trend_is_no_lift() -> None:
    found = [history(seed, grows=4) for seed in range(12)]
    values = [one.value for one in found if one.value is not None]

    assert np.mean(values) == pytest.approx(1, abs=0.08)


def test_a_lift_is_found_and_busy_weeks_are_named() -> None:
    lifted, busy = history(1, times=2.5), history(2, times=2, busy=2)

    assert lifted.low is not None
    assert lifted.low > 1.5
    assert lifted.difference_low is not None
    assert lifted.difference_low > 0
    assert lifted.before == pytest.approx(1, abs=0.3)
    assert lifted.caution is None
    assert busy.before is not None
    assert busy.before > 1.5
    assert busy.caution is Caution.BUSY


def test_names_order_and_rows_twice_change_nothing() -> None:
    rng = np.random.default_rng(3)
    who, at = rng.integers(30, size=900), START + rng.uniform(0, DAYS, 900) * DAY
    attendee, gathering = np.arange(30), rng.integers(2, size=30)
    over = START + np.array([30.0, 55.0]) * DAY
    order, twice = rng.permutation(900), np.concatenate([rng.permutation(30), [4]])
    one = lift(who, at, attendee=attendee, gathering=gathering, ended=over, window=QUARTER)
    other = lift(
        900 - who[order],
        at[order],
        attendee=900 - attendee[twice],
        gathering=gathering[twice],
        ended=over,
        window=QUARTER,
    )

    assert (one.value, one.difference, one.before, one.n) == pytest.approx(
        (other.value, other.difference, other.before, other.n)
    )


def test_too_little_is_said() -> None:
    def why(came: list[int], ended: list[float], acts: list[float], days: float = 7) -> Reason | None:
        over = START + np.array(ended) * DAY
        zeros = [0] * len(came)
        at = START + np.array(acts) * DAY
        told = lift(came[: len(acts)], at, attendee=came, gathering=zeros, ended=over, window=QUARTER, days=days)
        return told.reason

    everybody = list(range(25))
    assert why([], [], []) is Reason.NO_GATHERING
    assert why([], [40.0], []) is Reason.NOBODY_CAME
    assert why(everybody, [88.0], []) is Reason.NO_GATHERING
    assert why([1], [40.0], []) is Reason.FEW_MEMBERS
    assert why([1, 2], [40.0], [41.0]) is Reason.FEW_MEMBERS
    assert why(everybody, [40.0], []) is Reason.NO_ORDINARY_DAYS
    assert why(everybody, [40.0], [41.0, 42.0]) is Reason.NO_ORDINARY_DAYS
    assert why(everybody, [3.0], [20.0]) is Reason.NO_ORDINARY_DAYS
    with pytest.raises(ValueError, match="one of the gatherings"):
        lift([], [], attendee=[1], gathering=[1], ended=[START], window=QUARTER)


def test_the_flood_of_one_is_called_in_question() -> None:
    rng = np.random.default_rng(4)
    who, at = rng.integers(30, size=600), rng.uniform(0, DAYS, 600)
    flood = np.concatenate([who, np.zeros(200, np.int64)]), np.concatenate([at, 41 + rng.random(200)])
    came, over = np.arange(30), [START + 40 * DAY]
    found = lift(flood[0], START + flood[1] * DAY, attendee=came, gathering=came * 0, ended=over, window=QUARTER)

    assert found.value is not None
    assert found.value > 3
    assert found.caution is Caution.ONE_WEIGHS
    assert found.low is not None
    assert found.low < 1.5
