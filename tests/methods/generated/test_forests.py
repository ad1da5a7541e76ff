from __future__ import annotations

import numpy as np
import pytest

from dugnad.methods.generated.branching import branching, static
from dugnad.methods.generated.giving import gifts, given
from dugnad.methods.generated.growing import arrivals, grown

N = 60_000


def test_the_margins_of_save_darfur_exactly() -> None:
    made = static(1, N)
    recruits = made.recruits

    assert len(made.recruiter) == N
    assert (recruits == 0).mean() == pytest.approx(0.7219, abs=1 / N)
    assert (made.recruiter >= 0).mean() == pytest.approx(0.80, abs=1 / N)
    assert (recruits == 1).sum() / (recruits > 0).sum() == pytest.approx(0.457, abs=0.01)
    assert np.sort(recruits)[-N // 100 :].sum() / recruits.sum() == pytest.approx(0.18, abs=0.01)


def test_recruiters_come_before_their_recruits() -> None:
    for made in (static(1, 5000), branching(1, roots=1000), grown(1, 5000), static(1, 5000, hyper=True)):
        assert (made.recruiter < np.arange(len(made.recruiter))).all()
        assert made.recruits.sum() == (made.recruiter >= 0).sum()


def test_branching_has_the_margins_on_the_average() -> None:
    made = branching(3, roots=12_000)

    assert len(made.recruiter) == pytest.approx(N, rel=0.05)
    assert (made.recruits == 0).mean() == pytest.approx(0.7219, abs=0.006)


def test_a_few_hyperactive_bring_much_more() -> None:
    recruits = static(1, N, hyper=True).recruits

    assert (recruits == 0).mean() == pytest.approx(0.7219, abs=1 / N)
    assert np.sort(recruits)[-N // 100 :].sum() / recruits.sum() == pytest.approx(0.38, abs=0.04)
    assert (recruits == 1).sum() / (recruits > 0).sum() == pytest.approx(0.57, abs=0.02)


def test_growth_in_time_has_the_sheets_margins_and_tenths() -> None:
    made = grown(1, 100_000, seeds=1000)
    recruits = made.recruits
    tenths = [part.mean() for part in np.array_split(recruits, 10)]

    assert (recruits == 0).mean() == pytest.approx(0.719, abs=0.005)
    assert (recruits == 1).sum() / (recruits > 0).sum() == pytest.approx(0.514, abs=0.01)
    assert (made.recruiter >= 0).mean() == pytest.approx(0.80, abs=0.005)
    assert tenths[0] > 3.5
    assert tenths == sorted(tenths, reverse=True)
    assert made.joined is not None
    assert (np.diff(made.joined) >= 0).all()


def test_arrivals_slow_down_and_swing_with_the_week() -> None:
    days = arrivals(np.random.default_rng(2), 40_000, days=989)

    assert days.max() < 989
    assert np.median(days) < 200
    assert ((days % 7 < 1.75) | (days % 7 > 5.25)).mean() > 0.55


def test_gifts_have_the_reported_margins() -> None:
    made = static(1, 400_000)
    gave = gifts(2, made)
    givers = np.unique(gave.giver)

    assert len(givers) / 400_000 == pytest.approx(0.0024, abs=0.00025)
    assert gave.amount.mean() / 100 == pytest.approx(29, abs=1.5)
    assert given(gave, 400_000).sum() == gave.amount.sum()
    assert (made.recruits[givers] > 0).mean() > 0.45


def test_the_same_seed_makes_the_same_people() -> None:
    assert np.array_equal(grown(4, 3000).recruiter, grown(4, 3000).recruiter)
    assert not np.array_equal(static(4, 3000).recruiter, static(5, 3000).recruiter)


def test_what_cannot_be_made_is_refused() -> None:
    with pytest.raises(ValueError, match="ten members"):
        static(1, 9)
    with pytest.raises(ValueError, match="less than a fifth"):
        grown(1, 100, seeds=20)
    assert len(branching(1, roots=0).recruiter) == 0
