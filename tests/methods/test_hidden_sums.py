from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dugnad.methods.hidden_sums import Entry, hidden_sum

entries = st.lists(st.builds(Entry, st.integers(0, 12).map(str), st.integers(-900, 900)), max_size=80)


def test_worked_by_hand() -> None:
    given_ = [Entry(str(number), 100 + number) for number in range(7)]
    assert hidden_sum(given_[:2], fewest=3).amount == 0
    told = hidden_sum(given_, fewest=3)
    assert (told.amount, told.counted, told.waiting, told.batches) == (615, 6, 1, 2)


def test_one_who_gives_often_is_one_person() -> None:
    assert hidden_sum([Entry("a", 5)] * 9 + [Entry("b", 7)], fewest=3).amount == 0


def test_a_gift_struck_out_does_not_show_what_it_was() -> None:
    given_ = [Entry(str(number), 100) for number in range(3)]
    before = hidden_sum(given_, fewest=3)
    after = hidden_sum([*given_, Entry("0", -100)], fewest=3)
    assert (before.amount, after.amount, after.waiting) == (300, 300, 1)


def test_a_sum_over_one_hides_nothing() -> None:
    with pytest.raises(ValueError, match="two"):
        hidden_sum([], fewest=1)


@given(entries, st.integers(2, 6))
def test_between_any_two_moments_lie_enough_people(some: list[Entry], fewest: int) -> None:
    told = [hidden_sum(some[:place], fewest=fewest) for place in range(len(some) + 1)]
    for before, after in pairwise(told):
        between = {entry.person for entry in some[before.counted : after.counted]}
        assert after.amount == before.amount or len(between) >= fewest
        assert after.amount - before.amount == sum(one.amount for one in some[before.counted : after.counted])
