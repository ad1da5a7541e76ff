"""Curves over time: against hand-worked numbers, the library lifelines, and what must not change them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lifelines import AalenJohansenFitter, KaplanMeierFitter

from dugnad.methods.pulse.aalen_johansen import aalen_johansen
from dugnad.methods.pulse.at_risk import at_risk
from dugnad.methods.pulse.effective import between, students
from dugnad.methods.pulse.influence import error, influence
from dugnad.methods.pulse.kaplan_meier import kaplan_meier
from dugnad.methods.shares import wilson

lives = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 2)), min_size=1, max_size=30)


def some(seed: int, n: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """How long, how it ended, and from when it was followed; no two at one time."""
    rng = np.random.default_rng(seed)
    one, other, lost = rng.exponential([[3.0], [6.0], [8.0]], (3, n))
    last = np.minimum(np.minimum(one, other), lost)
    ended = np.where(last == one, 1, np.where(last == other, 2, 0))
    return last, ended, np.where(rng.random(n) < 0.4, rng.random(n) * last, 0)


def test_by_hand() -> None:
    """4-measures, section 8."""
    found = kaplan_meier([3, 5, 6, 7, 8, 10, 12, 12], [1, 0, 1, 1, 0, 1, 1, 0])

    assert found.times.tolist() == [3, 6, 7, 10, 12]
    assert found.share == pytest.approx([0.875, 35 / 48, 7 / 12, 7 / 18, 7 / 36])
    assert found.at_risk.tolist() == [8, 6, 5, 3, 2]
    assert found.half() == 10
    assert [found.at(day) for day in (0, 2.9, 3, 11)] == pytest.approx([1, 1, 0.875, 7 / 18])


def test_something_else_first() -> None:
    """Two hazards alike until 95 in 100 have ended: 0.475 by the one. Without counting the other it looks like 0.78."""
    rng = np.random.default_rng(8)
    one, other = rng.exponential(1, (2, 4000))
    last = np.minimum(np.minimum(one, other), 1.5)
    ended = np.where(last == 1.5, 0, np.where(one < other, 1, 2))
    found = aalen_johansen(last, ended)

    truth = 0.5 * (1 - np.exp(-3.0))
    assert truth == pytest.approx(0.475, abs=5e-4)
    assert found.at(1.5) == pytest.approx(truth, abs=0.02)
    assert found.low[-1] < truth < found.high[-1]
    assert 1 - kaplan_meier(last, ended == 1).at(1.5) == pytest.approx(1 - np.exp(-1.5), abs=0.03)


@pytest.mark.parametrize(("late", "rounded"), [(False, False), (False, True), (True, False)])
def test_kaplan_meier_as_in_lifelines(late: bool, rounded: bool) -> None:
    last, ended, entry = some(1, 300)
    if rounded:
        last, entry = np.ceil(last), np.floor(entry)
    fitted = KaplanMeierFitter().fit(last, ended == 1, entry=entry if late else None)
    found = kaplan_meier(last, ended == 1, entry if late else None)

    inside = found.share > 0
    expected = fitted.survival_function_at_times(found.times).to_numpy()
    assert found.share == pytest.approx(expected, abs=1e-12)
    ends = fitted.confidence_interval_survival_function_.loc[found.times[inside]].to_numpy()
    assert found.low[inside] == pytest.approx(ends[:, 0], abs=1e-9)
    assert found.high[inside] == pytest.approx(ends[:, 1], abs=1e-9)
    assert found.half() == fitted.median_survival_time_


def test_aalen_johansen_as_in_lifelines() -> None:
    last, ended, _entry = some(2, 300)
    fitted = AalenJohansenFitter().fit(last, ended, event_of_interest=1)
    found = aalen_johansen(last, ended)

    share = fitted.cumulative_density_.iloc[:, 0].reindex(found.times, method="ffill").to_numpy()
    assert found.share == pytest.approx(share, abs=1e-9)
    ends = fitted.confidence_interval_.reindex(found.times, method="ffill").to_numpy()
    inside = (found.share > 0) & (found.times < np.quantile(last, 0.98))
    assert found.low[inside] == pytest.approx(ends[inside, 0], abs=1e-6)
    assert found.high[inside] == pytest.approx(ends[inside, 1], abs=1e-6)


def test_without_another_end_it_is_kaplan_meier() -> None:
    last, ended, entry = some(3, 200)
    one, other = aalen_johansen(last, ended == 1, entry), kaplan_meier(last, ended == 1, entry)

    assert one.share == pytest.approx(1 - other.share)
    assert one.half() == other.half()


def test_who_enters_on_the_day_somebody_goes_was_there() -> None:
    """4-measures, section 8: the n at a time are those who entered by then."""
    found = at_risk([5, 5, 8, 9], [1, 0, 1, 0], [5, 0, 6, 5])

    assert found.times.tolist() == [5, 8]
    assert found.people.tolist() == [3, 2]


def test_all_gone() -> None:
    """Forty who did nothing after they came: nobody stays, up to Wilson's end for none of forty."""
    found = kaplan_meier(np.zeros(40), np.ones(40))

    assert found.share.tolist() == [0]
    assert (found.low[0], found.high[0]) == (0, wilson(0, 40)[1])
    assert found.half() == 0


def test_nobody_gone() -> None:
    found = kaplan_meier([4.0, 5.0], [0, 0])

    assert len(found.times) == 0
    assert (found.at(3), found.half()) == (1, None)
    assert len(kaplan_meier([], []).times) == 0


@pytest.mark.parametrize(
    ("last", "ended", "entry"),
    [
        ([1, 2], [1], None),
        ([-1], [1], None),
        ([np.nan], [1], None),
        ([1], [3], None),
        ([1], [1], [2]),
        ([[1]], [[1]], None),
    ],
)
def test_what_is_no_time_is_refused(last: list[float], ended: list[int], entry: list[float] | None) -> None:
    with pytest.raises(ValueError, match=r"column|from 0 on|before they begin"):
        at_risk(last, ended, entry)


@given(lives, st.integers(0, 99))
@settings(max_examples=60, deadline=None)
def test_neither_order_nor_doubling_changes_a_curve(given_lives: list[tuple[int, int]], seed: int) -> None:
    last, ended = np.array(given_lives).T
    order = np.random.default_rng(seed).permutation(len(last))
    once = aalen_johansen(last, ended)
    mixed = aalen_johansen(last[order], ended[order])
    twice = aalen_johansen(np.tile(last, 2), np.tile(ended, 2))

    assert once.share.tolist() == mixed.share.tolist()
    assert once.share == pytest.approx(twice.share)
    assert np.all(np.diff(once.share, prepend=0) >= 0)
    assert np.all(once.share <= 1 + 1e-12)


@given(lives, st.integers(0, 8))
@settings(max_examples=40, deadline=None)
def test_influence_is_the_derivative(given_lives: list[tuple[int, int]], time: int) -> None:
    """Each life counted again a hundredth of a thousandth: as far as the share then moves."""
    last, ended = (column.astype(np.float64) for column in np.array(given_lives).T)
    how = ended.astype(np.int64)
    moved = influence(at_risk(last, how), last, how, time)

    assert moved.sum() == pytest.approx(0, abs=1e-9)
    for place in range(0, len(last), 7):
        repeated = np.concatenate([np.tile(last, 2000), [last[place]]])
        grown = aalen_johansen(repeated, np.concatenate([np.tile(how, 2000), [how[place]]])).at(time)
        assert (grown - aalen_johansen(last, how).at(time)) * 2000 == pytest.approx(moved[place], abs=2e-3)


def test_those_who_belong_together_are_counted_as_one() -> None:
    last, ended, _entry = some(4, 200)
    moved = influence(at_risk(last, ended), last, ended, 2.0)
    twice = np.tile(moved, 2) / 2

    assert error(twice, np.tile(np.arange(200), 2)) == pytest.approx(error(moved, None))
    assert error(twice, None) < 0.8 * error(moved, None)
    found = aalen_johansen(last, ended)
    place = found.place(2.0)
    assert found.low[place] < found.share[place] - error(moved, None) < found.share[place]


def test_wilson_with_what_people_are_worth() -> None:
    by_hand = wilson(30, 100, 1.9842169516)
    found = between(0.3, np.sqrt(0.21 / 100), n=100, groups=100)

    assert found == pytest.approx(by_hand, abs=1e-4)
    assert between(0.0, 0.0, n=400, groups=20)[1] > wilson(0, 20)[1]
    wide, narrow = between(0.3, 0.1, n=100, groups=15), between(0.3, 0.1, n=100, groups=1000)
    assert wide[0] < narrow[0] < 0.3 < narrow[1] < wide[1]


def test_students_quantiles() -> None:
    """Abramowitz and Stegun, table 26.10."""
    assert [round(students(freedom), 2) for freedom in (3, 4, 5, 10, 30, 120)] == [3.18, 2.78, 2.57, 2.23, 2.04, 1.98]
    assert students(1) == students(3)


def test_thinned_for_drawing() -> None:
    last, ended, _entry = some(5, 5000)
    whole = aalen_johansen(last, ended)
    thin = whole.thinned()

    assert len(thin.times) <= 200 < len(whole.times)
    assert (thin.times[0], thin.times[-1]) == (whole.times[0], whole.times[-1])
    days = np.linspace(0, 10, 50)
    assert [thin.at(day) for day in days] == pytest.approx([whole.at(day) for day in days], abs=0.006)
