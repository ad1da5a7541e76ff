"""How much of it hangs on a few: one person with several names, or a few friends, can make a group look mutual."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dugnad.methods.pulse.measured import Caution

FIVE = 5
MOST = 0.5
"""The part of five members from which a measure tells about them rather than about the group."""


def by_five(of_members: NDArray[np.number]) -> float:
    """The share of the whole that is of the five members with most, from 0 to 1; 0 where there is nothing."""
    total = float(of_members.sum())
    if not total:
        return 0.0
    return float(np.partition(of_members, -FIVE)[-FIVE:].sum()) / total if len(of_members) > FIVE else 1.0


def of_few(share: float) -> Caution | None:
    """Whether five carry more than half."""
    return Caution.FEW_CARRY if share > MOST else None
