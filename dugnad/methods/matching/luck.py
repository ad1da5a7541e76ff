"""Draws from many Beta posteriors at once, each tied to whom it is for and not to where they stand in a list.

Drawing a million Betas with a generator takes some seven times as long as sorting a million numbers, and would give
each member the luck of their place in the list. So a number is hashed out of each member's key (splitmix64: Steele, Lea
and Flood 2014, OOPSLA, fig. 17), turned into two independent normals (Box and Muller 1958), and those into two gammas
(Wilson and Hilferty 1931: the cube root of a gamma is nearly normal) whose share is the Beta.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_STEP: Final = np.uint64(0x9E3779B97F4A7C15)
_FIRST: Final = np.uint64(0xBF58476D1CE4E5B9)
_SECOND: Final = np.uint64(0x94D049BB133111EB)


def hashed(keys: NDArray[np.uint64], salt: np.uint64) -> NDArray[np.uint64]:
    """64 well-mixed bits for each key; others for another salt. Different keys never get the same."""
    bits = keys * _STEP
    bits += salt
    bits ^= bits >> np.uint64(30)
    bits *= _FIRST
    bits ^= bits >> np.uint64(27)
    bits *= _SECOND
    bits ^= bits >> np.uint64(31)
    return bits


def draws(keys: NDArray[np.uint64], salt: np.uint64, yes: Floats, no: Floats) -> Floats:
    """One draw from Beta(yes, no) for each key, from 0 to 1; shape of `keys`.

    `yes`, `no`: parameters above 0. Where both are at least 1 the distribution function is within 0.015 of the Beta's.
    Below, low draws are too low, and of the high ones, which alone decide who is called, one in a hundred and one in a
    thousand are within an eighth of the Beta's (tests/methods/test_matching_luck.py).
    """
    bits = hashed(keys, salt)
    scale = np.float32(2.0**-32)
    first = ((bits >> np.uint64(32)).astype(np.float32) + np.float32(0.5)) * scale
    second = (bits & np.uint64(0xFFFFFFFF)).astype(np.float32) * np.float32(2 * np.pi) * scale
    far: Floats = np.sqrt(np.log(first) * np.float32(-2))
    one = _gammas(yes, far * np.cos(second), first)
    other = _gammas(no, far * np.sin(second), first)
    share: Floats = one / (one + other)
    return share


def _gammas(shape: Floats, normal: Floats, tie: Floats) -> Floats:
    root: Floats = np.reciprocal(np.sqrt(shape) * np.float32(3))
    cube: Floats = root * (normal - root) + np.float32(1)
    # Where the approximation falls below zero, a small number of one's own, so that no two draws are the same.
    np.maximum(cube, np.float32(1e-3) * (tie + np.float32(1)), out=cube)
    gamma: Floats = cube * cube * cube * shape
    return gamma
