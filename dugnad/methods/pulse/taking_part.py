"""Who took part in which campaign, once each, with campaigns in the order in which they began."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dugnad.methods.pulse.numbering import numbered

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Parts:
    """Campaigns (c,) in order of `begins`, with their `names` and how many `people` took part; pairs (p,) of places.

    Each pair of `member` and `campaign` once. For each of the members (m,): `first` and `latest`, when the earliest and
    the last of their campaigns began.
    """

    names: Ints
    begins: Floats
    people: Ints
    member: Ints
    campaign: Ints
    first: Floats
    latest: Floats


def taking_part(member: ArrayLike, campaign: ArrayLike, at: ArrayLike) -> Parts:
    """From rows (r,) of a member, a campaign and a moment. Raises ValueError for columns of different length."""
    who, what, when = np.asarray(member, np.int64), np.asarray(campaign, np.int64), np.asarray(at, np.float64)
    if who.ndim != 1 or not who.shape == what.shape == when.shape or not np.isfinite(when).all():
        raise ValueError("each row has a member, a campaign and a moment")
    names, campaigns = numbered(what)
    begins = np.full(len(names), np.inf)
    np.minimum.at(begins, campaigns, when)
    order = np.argsort(begins, kind="stable")
    place = np.argsort(order, kind="stable")
    everybody, members = numbered(who)
    ordered = np.sort(members * max(1, len(names)) + place[campaigns])
    pairs = ordered[np.diff(ordered, prepend=-1) != 0]  # a hundred times faster than np.unique of many whole numbers
    person, took = pairs // max(1, len(names)), pairs % max(1, len(names))
    first, latest = np.full(len(everybody), np.inf), np.full(len(everybody), -np.inf)
    np.minimum.at(first, person, begins[order][took])
    np.maximum.at(latest, person, begins[order][took])
    return Parts(names[order], begins[order], np.bincount(took, minlength=len(names)), person, took, first, latest)
