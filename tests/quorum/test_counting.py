"""How many it takes, for all numbers there are."""

from __future__ import annotations

from math import ceil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dugnad.quorum.counting import enough, needed

people = st.sets(st.integers(0, 60).map(str))


@pytest.mark.parametrize(
    ("stewards", "takes"), [(1, 2), (2, 2), (3, 2), (4, 3), (5, 4), (6, 4), (7, 5), (9, 6), (10, 7)]
)
def test_two_thirds_and_two_at_least(stewards: int, takes: int) -> None:
    assert needed(stewards) == takes


@settings(max_examples=200, deadline=None)
@given(stewards=people, approving=people)
def test_only_stewards_count_and_never_one_alone(stewards: set[str], approving: set[str]) -> None:
    counted = len(stewards & approving)

    assert enough(approving, stewards) == (
        len(stewards) >= 2 and counted >= 2 and counted >= ceil(len(stewards) * 2 / 3)
    )
    assert not enough(approving - stewards, stewards)
    assert enough(approving, stewards) == enough([*approving, *approving], [*stewards, *stewards])


@settings(max_examples=200, deadline=None)
@given(stewards=people.filter(lambda some: len(some) > 1), left_out=st.integers(0, 100))
def test_one_fewer_than_it_takes_is_not_enough(stewards: set[str], left_out: int) -> None:
    order = sorted(stewards)[left_out % len(stewards) :] + sorted(stewards)[: left_out % len(stewards)]

    assert enough(order[: needed(len(stewards))], stewards)
    assert not enough(order[: needed(len(stewards)) - 1], stewards)
