"""How many did how much, in bands."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dugnad.methods.pulse.bands import Band, bands
from dugnad.methods.pulse.spread import Spread


def test_bands_double_and_a_small_one_stands_with_the_next_lower() -> None:
    counts = [0] * 30 + [1] * 20 + [2] * 6 + [3] * 5 + [5] * 2 + [20] * 4

    assert bands(Spread.of(counts)) == (Band(0, 0, 30), Band(1, 1, 20), Band(2, 20, 17))


def test_few_at_the_lower_end_stand_with_the_next_higher() -> None:
    assert bands(Spread.of([0] * 4 + [1] * 30)) == (Band(0, 1, 34),)
    assert bands(Spread.of([0] * 9)) == bands(Spread.of([0] * 30, of_acts=False)) == ()


@given(st.lists(st.integers(0, 300), max_size=200))
def test_everybody_stands_in_one_band_of_ten_or_more(counts: list[int]) -> None:
    found = bands(Spread.of(counts))

    assert sum(band.people for band in found) in {0, len(counts)}
    assert all(band.people >= 10 for band in found)
    for band in found:
        assert band.people == int(((np.array(counts) >= band.least) & (np.array(counts) <= band.most)).sum())
