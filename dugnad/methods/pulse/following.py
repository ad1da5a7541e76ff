"""Do clicks become acts? How many of those who came went further, each followed for as long."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dugnad.methods.pulse.followed import DAY
from dugnad.methods.pulse.measured import Measured, Reason, Window
from dugnad.methods.shares import FEWEST, wilson

VERSION = "1"


@dataclass(frozen=True)
class Rung:
    """`k` of those who were followed came as far as this step or further; `did` of them took this very one."""

    name: str
    k: int
    value: float
    low: float
    high: float
    did: int


@dataclass(frozen=True, kw_only=True)
class Funnel(Measured):
    """`value` is the share who came as far as `step` within `days`; n is how many were followed for as long.

    `steps` from the easiest to the hardest, of the same people. `too_new` came too lately, and are in none of it.
    """

    step: str
    days: float
    too_new: int
    steps: tuple[Rung, ...] = ()


def funnel(
    entered: ArrayLike,
    first: Mapping[str, ArrayLike],
    *,
    until: float,
    days: float = 30.0,
    step: str = "work",
    window: Window | None = None,
) -> Funnel:
    """The funnel of those who `entered` (n,), in seconds: how far they went within `days`, each followed in full.

    `first` names the steps, easiest first, each with the moment (n,) at which a member first took it, nan for never.
    Who has taken a step counts for those below, as in methods/funnel.py; the intervals are Wilson's. No `null`: that
    somebody goes on is no work of chance. Raises ValueError for columns of different length, a member who entered at no
    time or after `until`, and a `step` that is none of them.
    """
    begun = np.asarray(entered, np.float64)
    moments = {name: np.asarray(at, np.float64) for name, at in first.items()}
    if step not in moments or days <= 0:
        raise ValueError("a funnel is of some days, and tells of one of its steps")
    if begun.ndim != 1 or any(at.shape != begun.shape for at in moments.values()) or not (begun <= until).all():
        raise ValueError("each member entered, not after now, and has a moment or none for each step")
    full = begun <= until - days * DAY
    n, members = int(full.sum()), len(begun)
    bare = Funnel(
        measure="funnel",
        version=VERSION,
        n=n,
        window=window,
        reason=Reason.NOBODY if not members else Reason.TOO_NEW if members >= FEWEST else Reason.FEW_MEMBERS,
        step=step,
        days=days,
        too_new=members - n,
    )
    if n < FEWEST:
        return bare
    last = begun[full] + days * DAY
    steps = _rungs({name: at[full] < last for name, at in moments.items()}, n)
    told = next(rung for rung in steps if rung.name == step)
    return replace(bare, reason=None, value=told.value, low=told.low, high=told.high, steps=steps)


def _rungs(did: Mapping[str, NDArray[np.bool_]], n: int) -> tuple[Rung, ...]:
    """Each step, easiest first; whoever took a harder one is counted with it."""
    rungs: list[Rung] = []
    reached = np.zeros(n, np.bool_)
    for name in reversed(list(did)):
        reached = reached | did[name]
        k = int(reached.sum())
        rungs.append(Rung(name, k, k / n, *wilson(k, n), int(did[name].sum())))
    return tuple(reversed(rungs))
