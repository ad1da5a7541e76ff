"""The hash of what is here, without writing it anywhere: to compare a place with the bundle it came from."""

from __future__ import annotations

import io
from typing import IO, cast

from dugnad.circles.models import Circle
from dugnad.kit.snapshot import one_moment
from dugnad.moving.bundles import belonging, selection
from dugnad.moving.bundles.packing import Packing


def root_here(circle: Circle | None = None) -> str:
    """The root that a bundle of the circle (None: of the whole movement) would have, in hexadecimal."""
    packing = Packing(cast("IO[bytes]", _Nowhere()))
    with one_moment():
        packing.fill(belonging.of_circle(circle) if circle else selection.whole())
    packing.close()
    return packing.leaves.root()


class _Nowhere(io.RawIOBase):
    def write(self, data: object) -> int:
        return len(cast("bytes", data))
