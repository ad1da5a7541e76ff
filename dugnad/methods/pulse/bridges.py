"""On how few do the ties between groups hang?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dugnad.methods.pulse.carried import FIVE
from dugnad.methods.pulse.columns import Bools, Ints
from dugnad.methods.pulse.inequality import gini
from dugnad.methods.pulse.spread import Spread


@dataclass(frozen=True)
class Bridges:
    """`five`: share of the ties across groups that have an end at one of the five members with most of them.

    `gini`: how unequally these ties fall on all members with a tie, from 0 to 1. Both 0 where nothing crosses.
    """

    five: float
    gini: float


def bridges(giver: Ints, receiver: Ints, with_a_tie: Bools) -> Bridges:
    """`giver` and `receiver` of the ties across groups, a row each; `with_a_tie`: of all members, who has any tie."""
    if not len(giver):
        return Bridges(0.0, 0.0)
    each = ends_of(giver, receiver, len(with_a_tie))
    most = np.zeros(len(each), np.bool_)
    most[np.argpartition(each, -FIVE)[-FIVE:] if len(each) > FIVE else slice(None)] = True
    spread = Spread.of(each[with_a_tie])
    value, _ = gini(spread.values, spread.people[None, :])
    return Bridges(float((most[giver] | most[receiver]).mean()), float(value[0]))


def ends_of(giver: Ints, receiver: Ints, members: int) -> Ints:
    """How many of these ties each member has, shape (members,)."""
    found = np.bincount(giver, minlength=members) + np.bincount(receiver, minlength=members)
    return found.astype(np.int64)


def mean_of(found: Sequence[Bridges]) -> Bridges:
    """Their mean."""
    return Bridges(float(np.mean([one.five for one in found])), float(np.mean([one.gini for one in found])))
