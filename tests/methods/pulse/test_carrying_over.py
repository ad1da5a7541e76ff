from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dugnad.methods.pulse.carrying_over import carry_over
from dugnad.methods.pulse.measured import Reason
from dugnad.methods.shares import wilson


def rows(*people: range) -> tuple[list[int], list[int], list[float]]:
    """Campaign 0, 1, 2 … on day 0, 1, 2 … with these members in each."""
    who = [member for one in people for member in one]
    which = [number for number, one in enumerate(people) for _ in one]
    return who, which, [float(number) for number in which]


def test_by_hand() -> None:
    """Forty in the first; thirty in the second, ten of them of the first; twelve in the third, six of the second."""
    found = carry_over(*rows(range(40), range(30, 60), range(54, 66)), members=100)

    assert (found.n, found.campaigns) == (60, 3)
    assert found.value == 16 / 60
    assert (found.low, found.high) == wilson(16, 60)
    first, second = found.each
    assert (first.campaign, first.n, first.value) == (0, 40, 10 / 40)
    assert (second.campaign, second.n, second.value) == (1, 30, 6 / 30)
    assert first.null == pytest.approx(1 - 0.7 * 0.88)
    assert second.null == pytest.approx(0.12)
    assert found.null == pytest.approx((40 * (1 - 0.7 * 0.88) + 20 * 0.12) / 60)


def test_by_chance() -> None:
    """Campaigns whose people are drawn among all members carry over as chance says."""
    rng = np.random.default_rng(1)
    drawn = [rng.choice(2000, size, replace=False) for size in (300, 200, 400)]
    who = np.concatenate(drawn)
    which = np.repeat([0, 1, 2], [300, 200, 400])
    found = carry_over(who, which, which, members=2000)

    assert found.null == pytest.approx(found.value, abs=0.04)
    assert found.low is not None
    assert found.high is not None
    assert found.null is not None
    assert found.low < found.null < found.high


def test_the_names_of_campaigns_are_no_order() -> None:
    who, which, at = rows(range(40), range(30, 60))
    named = np.array([9, 4])[which]

    assert carry_over(who, named, at, members=100).value == 10 / 40
    assert [one.campaign for one in carry_over(who, named, at, members=100).each] == [9]


def test_a_member_who_acts_often_counts_once() -> None:
    who, which, at = rows(range(40), range(30, 60))
    often = carry_over(who * 3, which * 3, at * 2 + [day + 100 for day in at], members=100)

    assert often == carry_over(who, which, at, members=100)


def test_campaigns_that_begin_together_do_not_follow_one_another() -> None:
    who, which, _at = rows(range(40), range(30, 60))
    found = carry_over(who, which, np.zeros(70), members=100)

    assert (found.value, found.each) == (None, ())


@pytest.mark.parametrize(
    ("people", "members", "reason"),
    [
        ((), 0, Reason.NOBODY),
        ((), 50, Reason.NOTHING_DONE),
        ((range(40),), 50, Reason.NOTHING_LATER),
        ((range(9), range(40)), 50, Reason.FEW_MEMBERS),
    ],
)
def test_too_little_to_say(people: tuple[range, ...], members: int, reason: Reason) -> None:
    found = carry_over(*rows(*people), members=members)

    assert (found.reason, found.value) == (reason, None)


def test_a_small_campaign_is_counted_and_not_told_of() -> None:
    found = carry_over(*rows(range(40), range(9), range(20)), members=50)

    assert (found.each[1].campaign, found.each[1].n, found.each[1].value) == (1, None, None)
    assert found.value == 20 / 40


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="are members"):
        carry_over(*rows(range(40), range(30)), members=20)
    with pytest.raises(ValueError, match="a member, a campaign and a moment"):
        carry_over([1], [1, 2], [0.0], members=20)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 3)), min_size=20, max_size=80), st.integers(0, 99))
@settings(max_examples=40, deadline=None)
def test_neither_order_nor_doubling_changes_it(given_rows: list[tuple[int, int]], seed: int) -> None:
    who, which = np.array(given_rows).T
    mixed = np.random.default_rng(seed).permutation(len(who))
    once = carry_over(who, which, which, members=40)
    twice = carry_over(np.concatenate([who, who + 100]), np.tile(which, 2), np.tile(which, 2), members=80)

    assert once == carry_over(who[mixed], which[mixed], which[mixed], members=40)
    if once.value is not None:
        assert twice.value == pytest.approx(once.value)
        assert twice.null == pytest.approx(once.null)
