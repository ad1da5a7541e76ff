from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta, binom, poisson_binom

from dugnad.methods.matching import Prior, at_least, chance, posterior

chances = st.lists(st.floats(0, 1), min_size=1, max_size=9)


@given(chances, st.integers(1, 11))
def test_as_counting_out_every_outcome(each: list[float], needed: int) -> None:
    outcomes = list(product((0, 1), repeat=len(each)))
    weights = [np.prod([p if come else 1 - p for p, come in zip(each, outcome, strict=True)]) for outcome in outcomes]
    exact = sum(weight for weight, outcome in zip(weights, outcomes, strict=True) if sum(outcome) >= needed)

    assert at_least(needed, each)[-1] == pytest.approx(exact, abs=1e-12)


@given(st.lists(st.floats(0.001, 0.999), min_size=1, max_size=60), st.integers(1, 12))
def test_as_scipy(each: list[float], needed: int) -> None:
    assert at_least(needed, each)[-1] == pytest.approx(poisson_binom.sf(needed - 1, each), abs=1e-9)


def test_equal_chances_are_binomial() -> None:
    assert at_least(3, [0.2] * 40)[-1] == pytest.approx(binom.sf(2, 40, 0.2), abs=1e-12)


@given(chances, st.integers(1, 5))
def test_each_one_more_makes_it_likelier(each: list[float], needed: int) -> None:
    enough = at_least(needed, each)

    assert enough.shape == (len(each),)
    assert (np.diff(enough) >= -1e-12).all()
    assert ((enough >= 0) & (enough <= 1)).all()


def test_limits() -> None:
    assert at_least(1, []).tolist() == []
    assert at_least(1, [0, 0]).tolist() == [0, 0]
    assert at_least(2, [1, 1, 0]).tolist() == [0, 1, 1]


@pytest.mark.parametrize(("needed", "each"), [(0, [0.5]), (1, [1.1]), (1, [-0.1]), (1, [float("nan")]), (1, [[0.5]])])
def test_what_is_no_chance_is_refused(needed: int, each: list[float]) -> None:
    with pytest.raises(ValueError, match="at least one answer"):
        at_least(needed, each)


def test_the_posterior_is_prior_times_likelihood() -> None:
    """Against the product of the two, integrated on a grid."""
    prior = Prior(0.3, 8)
    share = np.linspace(0, 1, 200_001)[1:-1]
    density = beta.pdf(share, 2.4, 5.6) * share**3 * (1 - share) ** 7
    density /= density.sum()
    yes, no = posterior(3, 10, prior)

    assert (float(yes), float(no)) == pytest.approx((5.4, 12.6))
    assert float(yes / (yes + no)) == pytest.approx(float((share * density).sum()), abs=1e-6)
    assert np.interp([0.1, 0.3, 0.5], share, density.cumsum()) == pytest.approx(
        beta.cdf([0.1, 0.3, 0.5], yes, no), abs=1e-4
    )


@given(st.floats(0.01, 0.99), st.floats(0.1, 100), st.integers(0, 200), st.integers(0, 200))
def test_a_member_lies_between_their_own_history_and_the_circle(
    rate: float, strength: float, up: int, down: int
) -> None:
    yes, no = posterior(up, up + down, Prior(rate, strength))
    own = up / (up + down) if up + down else rate

    assert min(own, rate) - 1e-9 <= yes / (yes + no) <= max(own, rate) + 1e-9
    assert yes + no == pytest.approx(strength + up + down)


@pytest.mark.parametrize(("yes", "no", "fit"), [(2.4, 5.6, 0.5), (2.4, 5.6, 0.02), (0.2, 7.8, 0.3), (90, 10, 0.7)])
def test_the_chance_of_a_call_that_suits_less(yes: float, no: float, fit: float) -> None:
    """Against the mean of 1 - (1 - d)^fit over the posterior, by scipy's quadrature."""
    found = chance([yes], [no], [fit])

    assert found == pytest.approx([beta(yes, no).expect(lambda d: 1 - (1 - d) ** fit)], rel=1e-6)


def test_the_chance_of_a_call_that_suits_wholly_is_the_mean() -> None:
    assert chance([2.4, 30], [5.6, 10], [1, 1]) == pytest.approx([0.3, 0.75])
    assert chance([2.4], [5.6], [0]).tolist() == [0]
    assert chance([], [], []).tolist() == []


@given(st.floats(0.1, 1e4), st.floats(0.1, 1e4), st.floats(0, 1), st.floats(0, 1))
def test_what_suits_better_is_likelier(yes: float, no: float, one: float, other: float) -> None:
    low, high = chance([yes, yes], [no, no], sorted([one, other]))

    assert -1e-9 <= low <= high + 1e-9 <= 1 + 1e-9


@pytest.mark.parametrize(
    ("answered", "called", "wholly", "by_half"), [(0, 0, 0.30, 0.17), (9, 10, 0.63, 0.40), (0, 6, 0.17, 0.09)]
)
def test_the_numbers_of_the_page(answered: int, called: int, wholly: float, by_half: float) -> None:
    """As in docs/how-it-works/matching.md, section 2."""
    yes, no = posterior(answered, called, Prior.of_circle(30, 100))

    assert chance([yes, yes], [no, no], [1, 0.5]) == pytest.approx([wholly, by_half], abs=0.005)
