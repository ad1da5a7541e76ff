from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from math import log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dugnad.methods.pulse import inequality
from dugnad.methods.pulse.ginis import gini, gini_active
from dugnad.methods.pulse.inequality import Formula, of_highest
from dugnad.methods.pulse.lorenz import curve, lorenz
from dugnad.methods.pulse.measured import Caution, Measured, Reason, Window
from dugnad.methods.pulse.spread import Spread, by_chance
from dugnad.methods.pulse.theil import theil
from dugnad.methods.pulse.top import top_share
from dugnad.methods.pulse.zeros import zero_share

counts = st.lists(st.integers(0, 40), min_size=25, max_size=60).filter(lambda each: sum(map(bool, each)) >= 20)
FORMULAS: dict[str, Formula] = {
    "gini": inequality.gini,
    "theil": inequality.theil,
    "top share": of_highest(0.1),
    "half by": inequality.half_by,
}


def exact(formula: Formula, amounts: list[float]) -> float:
    spread = Spread.of(amounts)
    return float(formula(spread.values, spread.people[None, :])[0][0])


@pytest.mark.parametrize(
    ("amounts", "of_gini", "of_theil"),
    [([1, 2, 3, 4], 0.25, 0.10644), ([0, 0, 0, 1], 0.75, log(4)), ([0, 0, 1, 1, 2, 6], 0.6, 0.70286)],
)
def test_golden_values(amounts: list[float], of_gini: float, of_theil: float) -> None:
    assert exact(inequality.gini, amounts) == pytest.approx(of_gini)
    assert exact(inequality.theil, amounts) == pytest.approx(of_theil, abs=5e-6)


def test_few_act_and_the_active_are_unequal() -> None:
    """[0, 0, 1, 1, 2, 6] ten times over: 1/3 + 2/3 x 0.4 = 0.6."""
    found = gini(Spread.of([0, 0, 1, 1, 2, 6] * 10))

    assert found.value == pytest.approx(0.6)
    assert found.few_act == pytest.approx(1 / 3)
    assert found.unequal == pytest.approx(2 / 3 * 0.4)
    assert found.corrected == pytest.approx(0.6 * 60 / 59)
    assert gini_active(Spread.of([0, 0, 1, 1, 2, 6] * 10)).value == pytest.approx(0.4)


@given(counts)
@settings(max_examples=25, deadline=None)
def test_gini_as_its_definition_over_all_pairs(each: list[int]) -> None:
    x = np.array(each, float)
    apart = np.abs(x[:, None] - x).mean() / (2 * x.mean())
    ranked = 2 * (np.arange(1, len(x) + 1) * np.sort(x)).sum() / (len(x) * x.sum()) - (len(x) + 1) / len(x)

    assert exact(inequality.gini, list(x)) == pytest.approx(apart, abs=1e-12)
    assert apart == pytest.approx(ranked, abs=1e-12)


@given(counts, st.integers(0, 99))
@settings(max_examples=15, deadline=None)
def test_who_is_who_changes_nothing(each: list[int], luck: int) -> None:
    mixed = np.random.default_rng(luck).permutation(each)

    for measure in (gini, gini_active, lorenz, top_share, theil):
        assert measure(Spread.of(each), draws=50) == measure(Spread.of(mixed), draws=50)


@given(counts)
@settings(max_examples=15, deadline=None)
def test_twice_the_population_has_the_same_shares(each: list[int]) -> None:
    for formula in FORMULAS.values():
        assert exact(formula, [*each, *each]) == pytest.approx(exact(formula, list(each)), abs=1e-9)
    assert zero_share(Spread.of(each * 2)).value == zero_share(Spread.of(each)).value


@given(counts)
@settings(max_examples=15, deadline=None)
def test_the_interval_holds_its_value_and_stays_in_range(each: list[int]) -> None:
    spread = Spread.of(each)
    for found in (zero_share(spread), gini(spread, draws=200), top_share(Spread.of(each * 3), draws=200)):
        assert found.value is not None
        if found.low is not None and found.high is not None:
            assert 0 <= found.low <= found.value <= found.high <= 1


@pytest.mark.parametrize("name", FORMULAS)
def test_standard_errors_are_those_of_the_jackknife(name: str) -> None:
    amounts = np.random.default_rng(5).negative_binomial(1.2, 0.2, 400)
    spread = Spread.of(amounts)
    _, error = FORMULAS[name](spread.values, spread.people[None, :])
    without = np.tile(spread.people, (len(spread.values), 1)) - np.eye(len(spread.values))
    left = FORMULAS[name](spread.values, without)[0]
    mean = (spread.people * left).sum() / spread.n
    jackknife = np.sqrt((spread.n - 1) / spread.n * (spread.people * (left - mean) ** 2).sum())

    assert error[0] == pytest.approx(jackknife, rel=0.03)


def test_the_curve_and_where_it_is_cut() -> None:
    """Of 4 members 1 did nothing, and the last did half: 1, 1, 2 of 4."""
    assert curve(Spread.of([0, 1, 1, 2]), 4) == ((0, 0), (0.25, 0), (0.5, 0.25), (0.75, 0.5), (1, 1))
    assert exact(inequality.half_by, [0, 1, 1, 2]) == pytest.approx(0.25)
    assert exact(inequality.half_by, [3, 3, 3, 3]) == pytest.approx(0.5)
    assert exact(inequality.half_by, [0, 0, 0, 8]) == pytest.approx(0.125)
    assert lorenz(Spread.of([0, 1, 1, 2] * 10), steps=4).points == curve(Spread.of([0, 1, 1, 2]), 4)


def test_top_shares_interpolate() -> None:
    """Of 1, 2, 3, 4 the top quarter did 4 of 10; the top tenth 0.4 of the last one's 4."""
    assert exact(of_highest(0.25), [1, 2, 3, 4]) == pytest.approx(0.4)
    assert exact(of_highest(0.1), [1, 2, 3, 4]) == pytest.approx(0.16)


@pytest.mark.parametrize(("zeros", "n", "low", "high"), [(0, 30, 0, 0.114), (2, 1000, 0.0005, 0.0073)])
def test_zero_shares_with_wilson(zeros: int, n: int, low: float, high: float) -> None:
    found = zero_share(Spread.of([0] * zeros + [1] * (n - zeros)))

    assert found.low == pytest.approx(low, abs=6e-5)
    assert found.high == pytest.approx(high, abs=5e-4)
    assert (found.value, found.n) == (zeros / n, n)


def test_what_chance_alone_would_give() -> None:
    """Against acts dealt out at random, 400 times."""
    dealt = np.random.default_rng(8).multinomial(300, np.full(200, 1 / 200), size=400)
    spread = Spread.of(dealt[0])
    nulls = {"zero": zero_share(spread).null, "gini": gini(spread).null, "top": top_share(spread).null}
    many = [Spread.of(row) for row in dealt]

    assert nulls["zero"] == pytest.approx(np.mean([one.zeros / 200 for one in many]), abs=0.005)
    assert nulls["gini"] == pytest.approx(
        np.mean([inequality.gini(one.values, one.people[None, :])[0][0] for one in many]), abs=0.005
    )
    assert nulls["top"] == pytest.approx(
        np.mean([of_highest(0.1)(one.values, one.people[None, :])[0][0] for one in many]), abs=0.005
    )


def test_amounts_have_no_chance() -> None:
    assert by_chance(Spread.of([0.5, 2])) is None
    assert zero_share(Spread.of([0, 12.5])).null is None


def test_money_in_minor_units_is_no_count() -> None:
    cents = Spread.of([0] * 20 + [500, 2500] * 15, of_acts=False)

    assert (gini(cents).null, gini_active(cents).null, zero_share(cents).null) == (None, None, None)
    assert gini(cents).value == pytest.approx(gini(Spread.of([0] * 20 + [5, 25] * 15)).value)


@pytest.mark.parametrize(
    ("amounts", "reason"),
    [([], Reason.NOBODY), ([0], Reason.NOTHING_DONE), ([3], Reason.FEW_ACTIVE), ([1, 2], Reason.FEW_ACTIVE)],
)
def test_too_little_data(amounts: list[int], reason: Reason) -> None:
    for measure in (gini, gini_active, lorenz, top_share, theil):
        found = measure(Spread.of(amounts))
        assert (found.value, found.low, found.high, found.reason) == (None, None, None, reason)


def test_where_nobody_is_nothing_is_said() -> None:
    assert zero_share(Spread.of([])).reason is Reason.NOBODY
    assert zero_share(Spread.of([0])).value == 1
    assert top_share(Spread.of([1] * 40)).reason is Reason.FEW_MEMBERS
    assert gini(Spread.of([1] * 19 + [0] * 50)).reason is Reason.FEW_ACTIVE


def test_everybody_alike_has_a_value_and_no_interval() -> None:
    for measure, value in ((gini, 0), (theil, 0), (top_share, 0.1), (lorenz, 0.5)):
        found = measure(Spread.of([7] * 60))
        assert found.value == pytest.approx(value, abs=1e-12)
        assert (found.low, found.high, found.caution) == (None, None, Caution.ALIKE)


def test_one_who_does_everything_is_warned_of() -> None:
    assert gini(Spread.of([1] * 59 + [400])).caution is Caution.ONE_WEIGHS
    assert gini(Spread.of([0, 1, 2, 3] * 20)).caution is None


@pytest.mark.parametrize("amounts", [[-1, 2], [float("nan")], [float("inf")]])
def test_what_is_no_amount_is_refused(amounts: list[float]) -> None:
    with pytest.raises(ValueError, match="from 0 on"):
        Spread.of(amounts)


def test_results_cannot_say_nothing_or_two_things() -> None:
    with pytest.raises(ValueError, match="or a reason"):
        Measured(measure="gini", version="1", n=3)
    fine = Measured(measure="gini", version="1", n=3, value=0.5)
    with pytest.raises(ValueError, match="two ends"):
        replace(fine, low=0.1)
    with pytest.raises(ValueError, match="to a later one"):
        Window(datetime(2026, 1, 2, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC))
    with pytest.raises(ValueError, match="between 0 and 1"):
        top_share(Spread.of([1]), part=1)


def test_the_window_and_the_version_stay_with_the_value() -> None:
    window = Window(datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC))

    assert zero_share(Spread.of([0, 1]), window=window).window == window
    assert gini(Spread.of([1, 2] * 20), window=window).window == window
    assert gini(Spread.of([1, 2] * 20)).version == "1"
