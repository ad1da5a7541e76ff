from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dugnad.methods.pulse import stopping as stopping_module
from dugnad.methods.pulse.dependence import dependence, lost
from dugnad.methods.pulse.measured import Reason
from dugnad.methods.pulse.stopping import stopping

answers = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 5)), min_size=1, max_size=20)


def test_lost_by_hand() -> None:
    """Of 20 members who act, one did 30, one 10, the others 2 each: 30, 36 and 46 of 76 … with 1, 2 and 7 taken out."""
    counts = [30, 10] + [2] * 18 + [0] * 5

    assert [lost(counts, taken=taken).value for taken in (1, 2, 7)] == [30 / 76, 40 / 76, 50 / 76]
    found = lost(counts, taken=1)
    assert found.n == 76
    assert found.null == pytest.approx(0.10, abs=0.02)
    assert found.low is not None
    assert found.high is not None
    assert found.low < 30 / 76 < found.high


def test_the_top_of_equal_people_is_not_above_chance() -> None:
    counts = np.random.default_rng(1).multinomial(200, np.full(50, 1 / 50))
    found = lost(counts, taken=5)

    assert found.value is not None
    assert found.null is not None
    assert found.low is not None
    assert found.value > 0.15
    assert found.value == pytest.approx(found.null, abs=0.04)
    assert found.low < 0.1 <= found.value


@pytest.mark.parametrize(
    ("counts", "reason"),
    [([], Reason.NOBODY), ([0, 0], Reason.NOTHING_DONE), ([5], Reason.FEW_ACTIVE), ([1] * 19, Reason.FEW_ACTIVE)],
)
def test_too_little_to_say(counts: list[int], reason: Reason) -> None:
    assert lost(counts, taken=1).reason is reason


@pytest.mark.parametrize(("counts", "taken"), [([-1], 1), ([0.5], 1), ([3], 0)])
def test_what_is_no_count_is_refused(counts: list[float], taken: int) -> None:
    with pytest.raises(ValueError, match="whole numbers"):
        lost(counts, taken=taken)


def test_all_of_it_together() -> None:
    helped = [0] * 30 + [1] * 12 + [2] * 8 + [3] * 4 + [5] * 3 + [8] * 2 + [20]
    found = dependence({"helping": helped, "deciding": [0, 1]}, ask=range(40), helper=[n % 20 for n in range(40)])

    assert found.value == 46 / 91
    assert found.value == found.lost["helping"][1].value
    assert [one.taken for one in found.lost["helping"]] == [1, 5, 10]
    assert {one.reason for one in found.lost["deciding"]} == {Reason.FEW_ACTIVE}
    assert found.stopping.value == 10
    with pytest.raises(ValueError, match="a kind of acts"):
        dependence({}, ask=[], helper=[])


def test_stopping_by_hand() -> None:
    """30 asks: 0 answered ten alone and 1 six; twenty others answered the rest, two to each. 15 need 0 and 1: 16."""
    ask = [*range(10), *range(10, 16), *np.repeat(np.arange(16, 30), 2)]
    helper = [0] * 10 + [1] * 6 + [2 + place % 20 for place in range(28)]
    found = stopping(ask, helper)

    assert (found.value, found.at_least, found.n, found.helpers) == (2, 2, 30, 22)
    assert found.null is not None
    assert found.null > 5


def test_an_answer_given_twice_is_one() -> None:
    ask, helper = np.arange(40), np.arange(40) % 20

    once, twice = stopping(ask, helper), stopping(np.tile(ask, 2), np.tile(helper, 2))
    assert (once.value, once.at_least, once.n) == (twice.value, twice.at_least, twice.n)


@given(answers, st.integers(0, 99))
@settings(max_examples=60, deadline=None)
def test_the_fewest_lie_between_the_bounds(given_answers: list[tuple[int, int]], seed: int) -> None:
    """Against all sets of people, tried out; floors aside, and in any order of rows and names."""
    mixed = np.random.default_rng(seed).permutation(np.array(given_answers))
    asks, helpers = stopping_module._distinct(mixed[:, 0], mixed[:, 1])
    _, helpers = np.unique(helpers, return_inverse=True)
    half = -(-len(set(asks)) // 2)
    people = range(int(helpers.max()) + 1)
    of = [set(helpers[asks == ask]) for ask in set(asks)]
    fewest = next(
        size
        for size in range(1, len(people) + 1)
        if any(sum(one <= set(some) for one in of) >= half for some in combinations(people, size))
    )

    assert stopping_module._needed(asks, helpers, half) <= fewest <= stopping_module._enough(asks, helpers, half)


def test_with_one_answer_each_the_bounds_meet() -> None:
    helper = np.random.default_rng(2).zipf(1.7, 500) % 60
    found = stopping(np.arange(500), helper)

    assert found.value == found.at_least


def test_too_little_to_say_who_must_stop() -> None:
    assert stopping([], []).reason is Reason.NOTHING_DONE
    assert stopping([0], [0]).reason is Reason.FEW_ACTIVE
    with pytest.raises(ValueError, match="an ask and a helper"):
        stopping([0, 1], [0])
