"""Is help returned? Weighted reciprocity, against what chance makes of members who give and receive as much."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from dugnad.methods.pulse.carried import by_five, of_few
from dugnad.methods.pulse.columns import too_little
from dugnad.methods.pulse.dyads import around, error_of_share
from dugnad.methods.pulse.measured import Measured, Reason, Window
from dugnad.methods.pulse.nulls import shuffled, shuffles_for
from dugnad.methods.pulse.ties import Ties, ties

VERSION = "1"
SOME = 0.1
"""ρ up to which so little is returned that it hardly matters by whom."""


@dataclass(frozen=True, kw_only=True)
class Reciprocity(Measured):
    """`value` is ρ, up to 1: 0 as much as by chance, below less. `null` is r by chance, n the members with a tie.

    `r`: share of help that came back between the same two. `binary`: share of ties that have one back. `five`: share of
    the returned help that is of the five who return most. `itself`: acts towards oneself, left out.
    """

    acts: int
    itself: int
    r: float | None = None
    r_low: float | None = None
    r_high: float | None = None
    binary: float | None = None
    five: float | None = None
    shuffles: int = 0


def reciprocity(
    giver: ArrayLike,
    receiver: ArrayLike,
    *,
    members: int,
    seed: int = 0,
    window: Window | None = None,
    shuffles: int | None = None,
) -> Reciprocity:
    """ρ = (r - <r>)/(1 - <r>) of completed help, a row for each act (Squartini et al., Sci. Rep. 3 (2013) 2729).

    <r>: the mean over shuffles of the receivers among the acts, nobody to themselves, so that each member gives and
    receives as often as they did. The interval is that of r over members (`dyads`), <r> taken as known.
    """
    found = ties(giver, receiver, members=members)
    n, acts = found.people, found.acts
    reason = too_little(members, n)
    by_chance, times = 0.0, 0
    if reason is None:
        times = shuffles or shuffles_for(acts)
        by_chance = _by_chance(found, seed, times)
        reason = Reason.NO_CONTRAST if by_chance >= 1 else None
    if reason is not None:
        return Reciprocity(
            measure="reciprocity", version=VERSION, n=n, window=window, reason=reason, acts=acts, itself=found.itself
        )
    r, returned = weighted(found), found.returned.astype(np.float64)
    error, wide = error_of_share(found, returned, found.weight.astype(np.float64))
    low, high = around(r, error, n, wide=wide)
    five = by_five(np.bincount(found.giver, returned, members))
    return Reciprocity(
        measure="reciprocity",
        version=VERSION,
        n=n,
        value=_beyond(r, by_chance),
        low=_beyond(low, by_chance),
        high=_beyond(high, by_chance),
        null=by_chance,
        window=window,
        caution=of_few(five) if _beyond(r, by_chance) > SOME else None,
        acts=acts,
        itself=found.itself,
        r=r,
        r_low=low,
        r_high=high,
        binary=float(found.mutual.mean()),
        five=five,
        shuffles=times,
    )


def weighted(found: Ties) -> float:
    """r = Σ min(w_ij, w_ji) / Σ w_ij over pairs of different members; nan without ties."""
    return float(found.returned.sum()) / found.acts if found.acts else float("nan")


def _beyond(r: float, by_chance: float) -> float:
    return (r - by_chance) / (1 - by_chance)


def _by_chance(found: Ties, seed: int, times: int) -> float:
    rng = np.random.default_rng(seed)
    giver, receiver = np.repeat(found.giver, found.weight), np.repeat(found.receiver, found.weight)
    made = [weighted(ties(giver, shuffled(rng, giver, receiver), members=found.members)) for _ in range(times)]
    return float(np.mean(made))
