"""Who came through whom, as places of members."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from ibis.expr.types import Table

from dugnad.pulse.engine.fetching import Floats, Ints, by_member


@dataclass(frozen=True, eq=False)
class Grown:
    """`recruiter` of each member, -1 for nobody or unknown, and when each `joined`, in seconds, NaN for unknown.

    Both of shape (members,). `in_rings`: how many were written as brought by somebody who came through them; they
    count as come alone.
    """

    recruiter: Ints
    joined: Floats
    in_rings: int


def grown(comings: Table, members: int) -> Grown:
    """The first joining of each member, put into columns."""
    named = comings.mutate(by=comings.toward.fill_null(-1))
    by, at = by_member(named, members, "by", "at")
    recruiter = np.where(np.isnan(by), -1, by).astype(np.int64)
    rings = _in_rings(recruiter)
    recruiter[rings] = -1
    return Grown(recruiter, at / 1e6, len(rings))


def _in_rings(recruiter: Ints) -> Ints:
    """Members who, from recruiter to recruiter, come back to themselves: after enough doublings only they are left."""
    n = len(recruiter)
    above = np.append(np.where(recruiter < 0, n, recruiter), n)
    for _ in range(max(1, n).bit_length() + 1):
        above = above[above]
    return np.unique(above[above < n])
