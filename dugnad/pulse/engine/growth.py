"""Does it grow by people bringing people? Of all who had come until the end of the window."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from dugnad.methods.pulse import recruiting
from dugnad.methods.pulse.early import Early, early
from dugnad.methods.pulse.measured import Measured, Reason
from dugnad.methods.pulse.spread import Spread
from dugnad.methods.pulse.trees import Trees, trees
from dugnad.pulse.engine.gathered import Gathered

FOLLOWED = 30.0
"""Days for which early and late joiners are compared."""
DAY = 86_400.0


def recruited_share_of(of: Gathered) -> Measured:
    """Without any joining in the table it is not known who came through whom, and not said that nobody did."""
    found = recruiting.recruited_share(Spread.of(of.forest.recruits), seed=of.seed, window=of.window)
    return found if of.joinings else _not_written(found)


def recruited_nobody_of(of: Gathered) -> Measured:
    """As `recruited_share_of`."""
    found = recruiting.recruited_nobody(Spread.of(of.forest.recruits), window=of.window)
    return found if of.joinings else _not_written(found)


def gave_nothing_of(of: Gathered) -> Measured:
    """Of gifts in the window. Without any it is not known whether gifts are written down here."""
    gifts = of.spread("give")
    found = recruiting.gave_nothing(gifts, window=of.window)
    return found if gifts.total else _not_written(found)


def trees_of(of: Gathered) -> Trees:
    """The trees, and whether those who came early brought more."""
    if not of.joinings:
        return Trees(measure="trees", version="1", n=0, window=of.window, reason=Reason.NOTHING_DONE)
    return trees(of.forest, early=_early(of), seed=of.seed, window=of.window)


def _early(of: Gathered) -> Early | None:
    """None where it is not known of everybody when they joined."""
    joined = of.grown.joined
    if np.isnan(joined).any():
        return None
    days, end = (joined - joined.min()) / DAY, (of.until - joined.min()) / DAY
    return early(of.grown.recruiter, days, days=FOLLOWED, end=end, seed=of.seed, window=of.window)


def _not_written(found: Measured) -> Measured:
    if found.reason is not None:
        return found
    return replace(found, value=None, low=None, high=None, null=None, caution=None, reason=Reason.NOTHING_DONE)
