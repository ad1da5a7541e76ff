"""The shape of growth: how large and how deep the trees are in which members brought members."""

from __future__ import annotations

from dataclasses import dataclass

from dugnad.methods.pulse.early import Early
from dugnad.methods.pulse.forest import Forest
from dugnad.methods.pulse.intervals import DRAWS
from dugnad.methods.pulse.measured import Caution, Measured, Reason, Window
from dugnad.methods.pulse.recruiting import recruited_share
from dugnad.methods.pulse.spread import Spread

VERSION = "1"
FEWEST_TREES = 100
"""Below, the interval of the mean size does not hold."""


@dataclass(frozen=True, kw_only=True)
class Trees(Measured):
    """`value` is the mean number of members in a tree; n is how many trees. `null` is 1: nobody brings anybody.

    `largest`: members in the largest tree, and `largest_part`, their share of all. `alone`: trees of one member.
    `deepest`: steps from a first member to the last one. `levels`: members at depth 0, 1, 2 … `early`: see `early`.
    """

    largest: int | None = None
    largest_part: float | None = None
    alone: int | None = None
    deepest: int | None = None
    mean_depth: float | None = None
    levels: tuple[int, ...] = ()
    early: Early | None = None


def trees(
    found: Forest, *, early: Early | None = None, seed: int = 0, window: Window | None = None, draws: int = DRAWS
) -> Trees:
    """The trees of a forest. With the share p of those who were brought, the mean size is 1 / (1 - p), and so is its
    interval. Fewer than `FEWEST_TREES` have no interval worth telling, and so no value.
    """
    number = len(found.sizes)
    if number < FEWEST_TREES:
        reason = Reason.FEW_MEMBERS if number else Reason.NOBODY
        return Trees(measure="trees", version=VERSION, n=number, window=window, reason=reason, early=early)
    share = recruited_share(Spread.of(found.recruits), seed=seed, draws=draws)
    bounded = share.low is not None and share.high is not None and share.high < 1
    members = len(found.depth)
    return Trees(
        measure="trees",
        version=VERSION,
        n=number,
        value=members / number,
        low=1 / (1 - share.low) if bounded and share.low is not None else None,
        high=1 / (1 - share.high) if bounded and share.high is not None else None,
        null=1.0,
        window=window,
        caution=share.caution if bounded or share.caution else Caution.UNBOUNDED,
        largest=int(found.sizes[0]),
        largest_part=float(found.sizes[0]) / members,
        alone=int((found.sizes == 1).sum()),
        deepest=len(found.levels) - 1,
        mean_depth=float(found.depth.mean()),
        levels=tuple(int(count) for count in found.levels),
        early=early,
    )
