"""From when something begins until it happens, ends otherwise, or is not known any longer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dugnad.methods.pulse.numbering import numbered

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

HOUR = 3_600.0
DAY = 86_400.0


@dataclass(frozen=True, eq=False)
class Followed:
    """Columns (n,) in one unit of time: how long each `lasted`, how it `ended` (as in at_risk), how long it `could`.

    `could` is from the beginning until now. `group` (n,) numbers those who belong together from 0 on; None where each
    stands alone.
    """

    lasted: Floats
    ended: Ints
    could: Floats
    group: Ints | None = None

    @property
    def groups(self) -> int:
        """How many there are who stand by themselves."""
        return len(self.lasted) if self.group is None else int(self.group.max(initial=-1)) + 1

    def known(self, time: float) -> int:
        """How many groups have one that could be followed for `time`."""
        full = self.could >= time
        return int(full.sum()) if self.group is None else int((np.bincount(self.group[full]) > 0).sum())


def followed(
    begun: ArrayLike,
    happened: ArrayLike,
    otherwise: ArrayLike | None = None,
    *,
    until: float,
    unit: float,
    of: ArrayLike | None = None,
) -> Followed:
    """Moments (n,) in seconds, nan for never, as lengths of time in `unit` seconds; `until` is now.

    What happens at the moment of another end comes first; what happens before the beginning, at once; what lies after
    now is not known yet. `of` (n,): whose each is, by whole numbers. Raises ValueError for columns of different length
    and for a beginning that is none or lies after now.
    """
    start, came = np.asarray(begun, np.float64), np.asarray(happened, np.float64)
    other = np.full(start.shape, np.nan) if otherwise is None else np.asarray(otherwise, np.float64)
    whose = None if of is None else np.asarray(of)
    shapes = {one.shape for one in (start, came, other, whose) if one is not None}
    if start.ndim != 1 or len(shapes) > 1:
        raise ValueError("beginnings and ends are columns of one length")
    if not (start <= until).all():
        raise ValueError("each has a beginning, and none lies after now")
    first, second = _known(came, until), _known(other, until)
    end = np.minimum(np.minimum(first, second), until)
    ended = np.where(first <= second, 1, 2)
    ended[np.isinf(first) & np.isinf(second)] = 0
    group = None if whose is None else numbered(whose)[1]
    return Followed(np.maximum(end - start, 0) / unit, ended, (until - start) / unit, group)


def _known(at: Floats, until: float) -> Floats:
    """Moments up to now; never, or not yet, is without end."""
    return np.where(at <= until, at, np.inf)
