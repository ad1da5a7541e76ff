"""Circles in which help comes round: the strong components of the network of ties."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from dugnad.methods.pulse.columns import Floats, Ints
from dugnad.methods.pulse.ties import Ties

SMALLEST = 3
"""Members in the smallest circle that is more than two who return each other's help."""


def components(found: Ties) -> tuple[Ints, Ints]:
    """The strong component of each member, shape (members,), and the size of each component."""
    network = csr_array(
        (np.ones(len(found.weight), np.int8), (found.giver, found.receiver)), shape=(found.members, found.members)
    )
    number, component = connected_components(network, connection="strong")
    return component.astype(np.int64), np.bincount(component, minlength=number).astype(np.int64)


def in_circles(found: Ties, component: Ints, sizes: Ints) -> Floats:
    """How much of each tie lies in a circle of three or more, less what was returned directly."""
    home = component[found.giver]
    within = (home == component[found.receiver]) & (sizes[home] >= SMALLEST)
    return np.where(within, found.weight - found.returned, 0).astype(np.float64)


def share_in_circles(found: Ties) -> float:
    """The part of all acts that lies in circles, from 0 to 1; 0 without acts."""
    return float(in_circles(found, *components(found)).sum()) / max(found.acts, 1)
