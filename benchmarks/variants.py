"""Our way of calling with one part of it left out or changed: what each part is good for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.callings import Ours
from benchmarks.circle import Assumptions
from benchmarks.circle_year import Outcome, Year
from dugnad.methods.matching import choosing

Floats = NDArray[np.float64]


def _means(keys: object, salt: object, yes: Floats, no: Floats) -> Floats:
    return yes / (yes + no)


def _product(yes: Floats, no: Floats, fit: Floats) -> Floats:
    return yes / (yes + no) * fit


VARIANTS: Mapping[str, Mapping[str, Any]] = {
    "as it is": {},
    "without turns": {"REST": 0.0},
    "without load": {"LOAD": 0.0},
    "without luck": {"draws": _means},
    "whatever suits, however little": {"LEAST_FIT": 1e-6},
    "only what suits by a quarter": {"LEAST_FIT": 0.25},
    "fit as a factor of the chance": {"chance": _product, "LEAST_FIT": 1e-6},
    "sure at 0.8": {"SURE": 0.8},
    "sure at 0.99": {"SURE": 0.99},
}
"""Name to the names in `choosing` that get another value; SURE goes by the argument."""


@contextmanager
def changed(parts: Mapping[str, Any]) -> Iterator[None]:
    """Other values for some names of `choosing`, for a while."""
    before = {name: getattr(choosing, name) for name in parts}
    try:
        for name, value in parts.items():
            setattr(choosing, name, value)
        yield
    finally:
        for name, value in before.items():
            setattr(choosing, name, value)


def under_variant(assumed: Assumptions, seed: int, name: str) -> Outcome:
    """One year of one circle under a variant of ours."""
    parts = VARIANTS[name]
    with changed(parts):
        return Year(assumed, seed).under(Ours(seed, needed=assumed.needed, sure=parts.get("SURE", choosing.SURE)))
