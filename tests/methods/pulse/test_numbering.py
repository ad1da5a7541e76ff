from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dugnad.methods.pulse.numbering import numbered


@given(st.lists(st.integers(-3, 40) | st.integers(10**9, 10**9 + 5), max_size=30))
def test_as_sorted(names: list[int]) -> None:
    found, places = numbered(names)

    assert found.tolist() == sorted(set(names))
    assert [int(found[place]) for place in places] == names


def test_few_names_far_apart_and_many_near() -> None:
    for names in ([5, 10**15, 5], list(range(50)) * 2, []):
        found, places = numbered(np.array(names, np.int64))
        assert found[places].tolist() == names
