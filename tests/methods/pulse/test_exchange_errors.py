"""Standard errors of what is counted on pairs, and of what members are left out for: worked out the long way."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dugnad.methods.pulse.dyads import around, error_of_share
from dugnad.methods.pulse.left_out import error_left_out
from dugnad.methods.pulse.ties import Ties, ties
from dugnad.methods.shares import wilson

acts = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), min_size=2, max_size=30)


def of_mutual(found: Ties) -> tuple[np.ndarray, np.ndarray]:
    return found.returned.astype(np.float64), found.weight.astype(np.float64)


@given(acts)
@settings(max_examples=60, deadline=None)
def test_pairs_that_share_a_member_go_together(rows: list[tuple[int, int]]) -> None:
    """Σ e e' over all pairs of pairs with a member in common, each member's part of it made up for."""
    found = ties([row[0] for row in rows], [row[1] for row in rows], members=8)
    if not found.acts:
        return
    part, whole = of_mutual(found)
    rest = part - part.sum() / whole.sum() * whole
    pairs: dict[frozenset[int], float] = {}
    for place, ends in enumerate(zip(found.giver.tolist(), found.receiver.tolist(), strict=True)):
        pairs[frozenset(ends)] = pairs.get(frozenset(ends), 0.0) + float(rest[place])
    squares = sum(one**2 for one in pairs.values())
    for member in range(8):
        own = [one for ends, one in pairs.items() if member in ends]
        has = whole[(found.giver == member) | (found.receiver == member)].sum() / whole.sum()
        together = sum(one**2 for one in own) + 2 * sum(one * other for one, other in combinations(own, 2))
        squares += together / (1 - min(has, 0.9)) ** 2
    squares -= 2 * sum(one**2 for one in pairs.values())
    error, wide = error_of_share(found, part, whole)

    assert error**2 * whole.sum() ** 2 == pytest.approx(max(squares, sum(one**2 for one in pairs.values())))
    assert wide > 1.95


def test_pairs_without_a_member_in_common_are_as_many_as_they_are() -> None:
    """A thousand pairs of two, three of ten across: the error of a share of a thousand."""
    found = ties(np.arange(0, 2000, 2), np.arange(1, 2000, 2), members=2000)
    across = (np.arange(1000) % 10 < 3).astype(np.float64)
    error, wide = error_of_share(found, across, np.ones(1000))

    assert error == pytest.approx(np.sqrt(0.3 * 0.7 / 1000), rel=0.01)
    assert wide == pytest.approx(1.96, abs=0.01)


def test_what_twenty_members_decide_is_as_sure_as_of_twenty() -> None:
    """Twenty help fifty each, six of them only across: a thousand ties say no more than twenty people."""
    found = ties(np.arange(20).repeat(50), 20 + np.arange(1000), members=1020)
    across = (found.giver < 6).astype(np.float64)
    error, wide = error_of_share(found, across, np.ones(1000))

    assert error == pytest.approx(np.sqrt(0.3 * 0.7 / 20), rel=0.1)
    assert wide > 2.05


def test_leaving_out_each_in_turn() -> None:
    """Of five members with 3, 4, 2, 3 and 2 ends of seven acts: acts without each, and their squares by hand."""
    found = ties([0, 0, 0, 1, 1, 2, 3], [1, 2, 3, 3, 4, 1, 4], members=6)
    error, wide = error_left_out(found, lambda left: float(left.acts))
    ends = np.array([3, 4, 2, 3, 2])

    assert error == pytest.approx(np.sqrt(4 / 5 / 2 * ((ends - ends.mean()) ** 2).sum()))
    assert wide == pytest.approx(2.776, abs=1e-3)


def test_in_groups_it_is_about_as_sure() -> None:
    """A thousand members in two hundred groups: as when each was left out alone."""
    rng = np.random.default_rng(1)
    found = ties(rng.integers(1000, size=3000), rng.integers(1000, size=3000), members=1000)
    ends = np.bincount(found.giver, found.weight) + np.bincount(found.receiver, found.weight)
    error, _ = error_left_out(found, lambda left: float(left.acts))

    assert error == pytest.approx(np.sqrt(((ends - ends.mean()) ** 2).sum() / 2), rel=0.15)


def test_at_the_ends_and_where_all_are_alike() -> None:
    assert around(0.0, 0.0, 30) == wilson(0, 30)
    assert around(1.0, 0.1, 30) == wilson(30, 30)
    assert around(0.5, 0.0, 30) == wilson(15, 30)
    low, high = around(0.5, 0.1, 30)
    assert (low, high) == (pytest.approx(1 - high), pytest.approx(0.686, abs=1e-3))
