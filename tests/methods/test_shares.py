from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dugnad.methods.shares import Share, TooLittle, share, wilson

parts = st.integers(1, 5_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [
        (0, 30, 0.0, 0.114),
        (2, 1000, 0.0005, 0.0073),  # both: 4-measures, section 5
        (30, 30, 0.8865, 1.0),
        (5, 10, 0.2366, 0.7634),
        (1, 1, 0.2065, 1.0),
    ],
)
def test_golden_intervals(k: int, n: int, low: float, high: float) -> None:
    assert wilson(k, n) == (pytest.approx(low, abs=6e-5 if low else 1e-12), pytest.approx(high, abs=6e-4))


@pytest.mark.parametrize(("k", "n"), [(1, 0), (-1, 3), (4, 3), (0, 0)])
def test_what_is_no_share(k: int, n: int) -> None:
    with pytest.raises(ValueError, match="share"):
        wilson(k, n)


@given(parts)
def test_the_share_lies_within_and_the_mirror_image_is_its_own(part: tuple[int, int]) -> None:
    k, n = part
    low, high = wilson(k, n)
    assert 0 <= low <= k / n <= high <= 1
    assert wilson(n - k, n) == (pytest.approx(1 - high), pytest.approx(1 - low))


@given(parts)
def test_more_people_know_better(part: tuple[int, int]) -> None:
    k, n = part
    (low, high), (lower, higher) = wilson(10 * k, 10 * n), wilson(k, n)
    assert high - low < higher - lower


def test_too_little_to_say() -> None:
    assert share(0, 0) == Share(None, None, None, None, 0, TooLittle.NOBODY)
    assert share(3, 9, fewest=10) == Share(None, None, None, None, None, TooLittle.FEW)
    assert share(3, 90, fewest=10) == Share(None, None, None, None, 90, TooLittle.FEW)
    assert share(0, 90, fewest=10).value == 0.0
    told = share(10, 90, fewest=10)
    assert (told.value, told.k, told.n, told.reason, told.version) == (10 / 90, 10, 90, None, "1")
