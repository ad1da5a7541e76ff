"""Does help come round? Help that returns by way of others, and not between the same two."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from dugnad.methods.pulse.carried import by_five, of_few
from dugnad.methods.pulse.dyads import around, error_of_share
from dugnad.methods.pulse.measured import Measured, Window
from dugnad.methods.pulse.nulls import shuffled, shuffles_for
from dugnad.methods.pulse.ties import Ints, Ties, ties, too_little

VERSION = "1"
SMALLEST = 3
"""Members in the smallest circle that is more than two who return each other's help."""


@dataclass(frozen=True, kw_only=True)
class Cycles(Measured):
    """`value`: share of all help that lies on a way back to its giver through others. n: the members with a tie.

    `circles`: strong components of three members or more; `largest`: members of the largest of them. `five`: share
    of the help in circles that is of the five with most. `itself`: acts towards oneself, left out.
    """

    acts: int
    itself: int
    circles: int | None = None
    largest: int | None = None
    five: float | None = None
    shuffles: int = 0


def cycles(
    giver: ArrayLike,
    receiver: ArrayLike,
    *,
    members: int,
    seed: int = 0,
    window: Window | None = None,
    shuffles: int | None = None,
) -> Cycles:
    """(Σ w_ij - Σ min(w_ij, w_ji)) / W over ties inside strong components of three or more (4-measures, 4.5a).

    A row for each act. `null`: the mean over shuffles of the receivers (`nulls.shuffled`). The interval is over
    members (`dyads`), with who is in a circle taken as known.
    """
    found = ties(giver, receiver, members=members)
    n, acts = found.people, found.acts
    reason = too_little(members, n)
    if reason is not None:
        return Cycles(
            measure="cycles", version=VERSION, n=n, window=window, reason=reason, acts=acts, itself=found.itself
        )
    component, sizes = components(found)
    inside = in_circles(found, component, sizes)
    share, times = float(inside.sum()) / acts, shuffles or shuffles_for(acts)
    low, high = around(share, error_of_share(found, inside, found.weight.astype(np.float64)), n)
    five = by_five(np.bincount(found.giver, inside, members) + np.bincount(found.receiver, inside, members))
    circles = sizes[sizes >= SMALLEST]
    return Cycles(
        measure="cycles",
        version=VERSION,
        n=n,
        value=share,
        low=low,
        high=high,
        null=_by_chance(found, seed, times),
        window=window,
        caution=of_few(five),
        acts=acts,
        itself=found.itself,
        circles=len(circles),
        largest=int(circles.max(initial=0)),
        five=five,
        shuffles=times,
    )


def components(found: Ties) -> tuple[Ints, Ints]:
    """The strong component of each member, shape (members,), and the size of each component."""
    network = csr_array(
        (np.ones(len(found.weight), np.int8), (found.giver, found.receiver)), shape=(found.members, found.members)
    )
    number, component = connected_components(network, connection="strong")
    return component.astype(np.int64), np.bincount(component, minlength=number).astype(np.int64)


def in_circles(found: Ties, component: Ints, sizes: Ints) -> NDArray[np.float64]:
    """How much of each tie lies in a circle of three or more, less what was returned directly."""
    home = component[found.giver]
    within = (home == component[found.receiver]) & (sizes[home] >= SMALLEST)
    return np.where(within, found.weight - found.returned, 0).astype(np.float64)


def _by_chance(found: Ties, seed: int, times: int) -> float:
    rng = np.random.default_rng(seed)
    giver, receiver = np.repeat(found.giver, found.weight), np.repeat(found.receiver, found.weight)
    made = 0.0
    for _ in range(times):
        other = ties(giver, shuffled(rng, giver, receiver), members=found.members)
        made += float(in_circles(other, *components(other)).sum()) / other.acts
    return made / times
