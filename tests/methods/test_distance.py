from __future__ import annotations

from math import pi

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dugnad.methods.distance import EARTH_KM, great_circle_km

LATITUDES = st.floats(-90, 90)
LONGITUDES = st.floats(-180, 180)


@pytest.mark.parametrize(
    ("a", "b", "km"),
    [
        ((0, 0), (0, 180), pi * EARTH_KM),
        ((90, 0), (-90, 0), pi * EARTH_KM),
        ((0, 0), (0, 90), pi * EARTH_KM / 2),
        ((0, 0), (1, 0), pi * EARTH_KM / 180),
        ((60, 0), (60, 180), pi * EARTH_KM / 3),
        ((90, 17), (90, -123), 0),
        # Movable Type Scripts' worked example (968.9 km on a sphere of 6371 km).
        ((50.066389, -5.714722), (58.643889, -3.07), 968.9),
        # Malmö to Lund, Stockholm to Göteborg: within a kilometre of the map.
        ((55.60587, 13.00073), (55.70584, 13.19321), 16.4),
        ((59.32938, 18.06871), (57.70716, 11.96679), 397.4),
    ],
)
def test_known_distances(a: tuple[float, float], b: tuple[float, float], km: float) -> None:
    assert great_circle_km(*a, *b) == pytest.approx(km, abs=0.5)


def test_a_step_outside_the_door_is_not_lost_in_rounding() -> None:
    assert great_circle_km(55.7, 13.2, 55.7 + 1e-7, 13.2) == pytest.approx(1.112e-5, rel=1e-3)


@given(LATITUDES, LONGITUDES, LATITUDES, LONGITUDES)
def test_symmetric_and_never_more_than_half_way_round(a: float, b: float, c: float, d: float) -> None:
    km = great_circle_km(a, b, c, d)
    assert 0 <= km <= pi * EARTH_KM * (1 + 1e-12)
    assert km == pytest.approx(great_circle_km(c, d, a, b), abs=1e-6)
