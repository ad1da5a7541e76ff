"""The same measures of parts of the acts, for whoever wants to look closer."""

from __future__ import annotations

from collections.abc import Mapping

from dugnad.methods.pulse.ginis import gini
from dugnad.methods.pulse.measured import Measured
from dugnad.methods.pulse.zeros import zero_share
from dugnad.pulse.acts.schema import EFFORTS
from dugnad.pulse.engine.gathered import Gathered


def parts(of: Gathered) -> Mapping[str, Mapping[str, Measured]]:
    """Who did something, and how unequally, for each effort and for helping."""
    kinds = {**{effort: effort for effort in EFFORTS}, "helping": "helps"}
    spreads = {kind: of.spread(column) for kind, column in kinds.items()}
    return {
        "zero_share": {kind: zero_share(spread, window=of.window) for kind, spread in spreads.items()},
        "gini": {kind: gini(spread, seed=of.seed, window=of.window) for kind, spread in spreads.items()},
    }
