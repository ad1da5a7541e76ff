"""Do we reach across? Ties between members of different places, professions or circles."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import ArrayLike

from dugnad.methods.pulse.bridges import Bridges, bridges, ends_of, mean_of
from dugnad.methods.pulse.carried import by_five, of_few
from dugnad.methods.pulse.columns import Ints, too_little
from dugnad.methods.pulse.dyads import around, error_of_share
from dugnad.methods.pulse.measured import Measured, Reason, Window
from dugnad.methods.pulse.nulls import shuffled, shuffles_for
from dugnad.methods.pulse.ties import Ties, ties

VERSION = "1"
UNKNOWN = -1


@dataclass(frozen=True, kw_only=True)
class Crossing(Measured):
    """`value`: share of ties whose two ends are of different groups. n: ties of which both ends are known.

    A tie is that one helped the other, however often; `of_acts`: the same share of all help. `groups`: how many there
    are among those with a tie. `unknown`: ties with an end of no known group, and `itself`, acts towards oneself: left
    out. `bridges`: on how few the ties between groups hang, `bridges_by_chance` what chance makes of that.
    """

    groups: int
    unknown: int
    itself: int
    of_acts: float | None = None
    bridges: Bridges | None = None
    bridges_by_chance: Bridges | None = None
    shuffles: int = 0


def crossing(
    giver: ArrayLike,
    receiver: ArrayLike,
    labels: ArrayLike,
    *,
    seed: int = 0,
    window: Window | None = None,
    shuffles: int | None = None,
    measure: str = "crossing",
) -> Crossing:
    """The share of ties across groups, and on how few it hangs. `labels`: the group of each member, -1 unknown.

    `null`: the mean share over shuffles of the receivers among the ties, so that each member has as many of either kind
    as they had (`nulls.shuffled`). The interval is over members (`dyads`). Raises ValueError for labels below -1.
    """
    group = np.asarray(labels, np.int64).ravel()
    if len(group) and group.min() < UNKNOWN:
        raise ValueError("groups are numbered from 0 on; -1 is unknown")
    every = ties(giver, receiver, members=len(group))
    known = (group[every.giver] != UNKNOWN) & (group[every.receiver] != UNKNOWN)
    found = every.only(known)
    groups = len(np.unique(group[found.with_a_tie]))
    told = partial(
        Crossing,
        measure=measure,
        version=VERSION,
        n=len(found.weight),
        window=window,
        groups=groups,
        unknown=int((~known).sum()),
        itself=every.itself,
    )
    reason = too_little(len(group), found.people) or (Reason.NO_CONTRAST if groups < 2 else None)
    if reason is not None:
        return told(reason=reason)
    across = group[found.giver] != group[found.receiver]
    share, times = float(across.mean()), shuffles or shuffles_for(len(across))
    error, wide = error_of_share(found, across.astype(np.float64), np.ones(len(across)))
    low, high = around(share, error, found.people, wide=wide)
    over = found.only(across)
    null, spread = _by_chance(found, group, seed, times)
    return told(
        value=share,
        low=low,
        high=high,
        null=null,
        caution=of_few(by_five(ends_of(over.giver, over.receiver, len(group)))),
        of_acts=float(found.weight @ across) / found.acts,
        bridges=bridges(over.giver, over.receiver, found.with_a_tie),
        bridges_by_chance=spread,
        shuffles=times,
    )


def _by_chance(found: Ties, group: Ints, seed: int, times: int) -> tuple[float, Bridges]:
    """The mean share of ties across groups, and the mean of their bridges, over shuffles."""
    rng, shares, made = np.random.default_rng(seed), 0.0, list[Bridges]()
    for _ in range(times):
        receiver = shuffled(rng, found.giver, found.receiver)
        across = group[found.giver] != group[receiver]
        shares += float(across.mean())
        made.append(bridges(found.giver[across], receiver[across], found.with_a_tie))
    return shares / times, mean_of(made)
