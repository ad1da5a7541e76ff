from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.stats import beta, kstest

from dugnad.methods.matching.luck import draws, hashed

MANY = 200_000


def drawn(yes: float, no: float, count: int = MANY, salt: int = 7) -> NDArray[np.float32]:
    keys = np.arange(count, dtype=np.uint64)
    return draws(keys, np.uint64(salt), np.full(count, yes, np.float32), np.full(count, no, np.float32))


@pytest.mark.parametrize(
    ("yes", "no"), [(1, 1), (2.4, 5.6), (1, 9), (9, 1), (5.4, 12.6), (30, 70), (1.5, 1.5), (200, 800), (60, 2)]
)
def test_as_the_beta(yes: float, no: float) -> None:
    assert kstest(drawn(yes, no), beta(yes, no).cdf).statistic < 0.015


@pytest.mark.parametrize(("yes", "no"), [(0.16, 7.84), (0.4, 7.6), (0.8, 7.2), (7.6, 0.4)])
def test_the_high_draws_of_the_unlikely_are_as_the_betas(yes: float, no: float) -> None:
    """Whoever is called was drawn high: one in a hundred and one in a thousand."""
    high = [0.99, 0.999]

    assert np.quantile(drawn(yes, no), high) == pytest.approx(beta.ppf(high, yes, no), rel=0.12)


@given(st.floats(0.0625, 1e6, width=32), st.floats(0.0625, 1e6, width=32), st.integers(0, 2**64 - 1))
def test_every_draw_is_a_chance(yes: float, no: float, salt: int) -> None:
    some = drawn(yes, no, 500, salt)

    assert ((some >= 0) & (some <= 1)).all()


def test_luck_goes_with_the_key_and_not_with_the_place() -> None:
    keys = np.array([5, 2**64 - 1, 0, 77], np.uint64)
    yes, no = np.array([2, 3, 4, 5], np.float32), np.array([5, 4, 3, 2], np.float32)
    there, back = (slice(None), slice(None, None, -1))
    luck = [draws(keys[way], np.uint64(1), yes[way], no[way])[way] for way in (there, back)]

    assert luck[0].tolist() == luck[1].tolist()
    assert luck[0].tolist() != draws(keys, np.uint64(2), yes, no).tolist()


def test_neighbours_share_no_luck() -> None:
    one, other = (drawn(2, 5, salt=salt) for salt in (1, 2))

    assert abs(np.corrcoef(one[:-1], one[1:])[0, 1]) < 0.01
    assert abs(np.corrcoef(one, other)[0, 1]) < 0.01


def test_the_hash_is_splitmix() -> None:
    """The first outputs of splitmix64 with seed 1234567, as published with its reference implementation."""
    golden = 0x9E3779B97F4A7C15
    salt = np.uint64((1234567 + golden) % 2**64)

    assert hashed(np.arange(3, dtype=np.uint64), salt).tolist() == [
        6457827717110365317,
        3203168211198807973,
        9817491932198370423,
    ]


def test_different_keys_never_get_the_same_bits() -> None:
    assert len(set(hashed(np.arange(MANY, dtype=np.uint64), np.uint64(3)).tolist())) == MANY
