"""What if the few stop?"""

from __future__ import annotations

from dugnad.methods.pulse.dependence import Dependence, dependence
from dugnad.pulse.engine.gathered import Gathered

KINDS = {"helping": "helps", "deciding": "decides", "bringing": "bring"}


def dependence_of(of: Gathered) -> Dependence:
    """Of helping, deciding and bringing in the window, and of the answers to the asks that were put in it."""
    ask, helper = of.between.answers
    kinds = {kind: of.counts(column) for kind, column in KINDS.items()}
    return dependence(kinds, ask=ask, helper=helper, seed=of.seed, window=of.window)
