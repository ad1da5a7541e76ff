"""A cause as a history: people join, most through another, a few give, and nothing else happens.

The margins are those of the Save Darfur Cause: 72.19 % recruited nobody, 99.76 % gave nothing, about 80 % were
recruited (Lewis, Gray and Meierhenrich, Sociological Science 1 (2014) 1, and reports of it).
"""

from __future__ import annotations

import numpy as np

from dugnad.methods.generated.branching import static
from dugnad.methods.generated.giving import gifts
from dugnad.methods.generated.growing import arrivals
from dugnad.methods.generated.history import History, Rows

DAYS = 989.0


def cause(seed: int, n: int, *, days: float = DAYS) -> History:
    """Joinings and gifts of `n` members in `days` days, with the margins exactly, as far as `n` is large enough.

    Gifts come soon after joining: exponential, thirty days on the average, and before the end [guess]. Amounts are in
    cents. Raises ValueError below 10 members.
    """
    rng = np.random.default_rng([seed, 1])
    forest = static(seed, n)
    joined = arrivals(rng, n, days=days)
    rows = Rows(n)
    rows.add("joined", joined, np.arange(n), toward=forest.recruiter)
    given = gifts(seed, forest, exactly=True)
    left = days - joined[given.giver]
    soon = -30 * np.log1p(-rng.random(len(left)) * (1 - np.exp(-left / 30)))
    rows.add("gave", joined[given.giver] + soon, given.giver, amount=given.amount)
    return rows.history()
