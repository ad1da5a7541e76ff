"""Does help come round? Help that returns by way of others, and not between the same two."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from dugnad.methods.pulse.carried import by_five, of_few
from dugnad.methods.pulse.circles import SMALLEST, components, in_circles, share_in_circles
from dugnad.methods.pulse.columns import too_little
from dugnad.methods.pulse.dyads import around, error_of_share
from dugnad.methods.pulse.left_out import error_left_out
from dugnad.methods.pulse.measured import Measured, Window
from dugnad.methods.pulse.nulls import shuffled, shuffles_for
from dugnad.methods.pulse.ties import Ties, ties

VERSION = "1"


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
    members (`left_out`); with more than a million ties who is in a circle is taken as known, and it is too narrow.
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
    error, wide = error_left_out(found, share_in_circles, seed=seed)
    least, at_least = error_of_share(found, inside, found.weight.astype(np.float64))
    low, high = around(share, max(error, least), n, wide=max(wide, at_least) if least > error else wide)
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


def _by_chance(found: Ties, seed: int, times: int) -> float:
    rng = np.random.default_rng(seed)
    giver, receiver = np.repeat(found.giver, found.weight), np.repeat(found.receiver, found.weight)
    made = 0.0
    for _ in range(times):
        made += share_in_circles(ties(giver, shuffled(rng, giver, receiver), members=found.members))
    return made / times
