"""Distance on the ground."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

EARTH_KM = 6371.0088
"""Mean radius of the Earth (IUGG)."""


def great_circle_km(latitude_a: float, longitude_a: float, latitude_b: float, longitude_b: float) -> float:
    """Kilometres between two points given in degrees, on a sphere: within 0.6 % of the ellipsoid.

    The haversine formula (Sinnott, Sky and Telescope 68, 1984), which is exact for near points too.
    """
    north_a, north_b = radians(latitude_a), radians(latitude_b)
    across = sin((north_b - north_a) / 2) ** 2
    along = cos(north_a) * cos(north_b) * sin(radians(longitude_b - longitude_a) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, across + along)))
