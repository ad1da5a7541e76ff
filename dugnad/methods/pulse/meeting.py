"""How many of two groups of the same members are in both by chance."""

from __future__ import annotations

import numpy as np
from scipy.special import gammaln

from dugnad.methods.pulse.columns import Floats


def overlap_by_chance(helpers: int, helped: int, members: int) -> float:
    """E[X / (helpers + helped - X)] with X hypergeometric: `helpers` of the `members`, drawn without replacement.

    Raises ValueError unless there is a helper or somebody helped, and no more of either than members.
    """
    if not 0 < max(helpers, helped) <= members:
        raise ValueError("helpers and helped are members")
    both = np.arange(max(0, helpers + helped - members), min(helpers, helped) + 1, dtype=np.float64)
    logs = _ways(helped, both) + _ways(members - helped, helpers - both)
    chances = np.exp(logs - logs.max())
    return float((chances * both / (helpers + helped - both)).sum() / chances.sum())


def _ways(of: int, chosen: Floats) -> Floats:
    return np.asarray(gammaln(of + 1) - gammaln(chosen + 1) - gammaln(of - chosen + 1), np.float64)
