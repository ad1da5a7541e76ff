"""The uncertainty of what is counted on pairs of members: pairs that share a member are not independent."""

from __future__ import annotations

from math import exp, log, sqrt

import numpy as np
from numpy.typing import NDArray

from dugnad.methods.pulse.ties import Ties
from dugnad.methods.shares import CONFIDENT, wilson

Floats = NDArray[np.float64]


def error_of_share(ties: Ties, part: Floats, whole: Floats) -> float:
    """Standard error of Σ part / Σ whole over the rows of `ties`, members taken as drawn and not their acts.

    With e = part - share x whole of a pair: the sum of e e' over all pairs of pairs that have a member in common, each
    once, over Σ whole squared (Aronow, Samii and Assenova, Political Analysis 23 (2015) 564).
    """
    total = whole.sum()
    rest = part - part.sum() / total * whole
    of_members = np.bincount(ties.giver, rest, ties.members) + np.bincount(ties.receiver, rest, ties.members)
    of_pairs = np.add.reduceat(rest, ties.pairs)
    own = float(of_pairs @ of_pairs)
    return sqrt(max(float(of_members @ of_members) - own, own)) / float(total)


def around(share: float, error: float, people: int, *, wide: float = CONFIDENT) -> tuple[float, float]:
    """The 95 % interval of a share with its standard error, on log(v / (1 - v)), so that no end leaves [0, 1].

    At either end of the range nothing tells of the uncertainty: there, Wilson's with as many as there are `people`.
    `wide`: standard errors on either side.
    """
    if not 0 < share < 1 or not error > 0:
        return wilson(round(share) * people, people) if share in {0, 1} else (share, share)
    middle, width = log(share / (1 - share)), wide * error / (share * (1 - share))
    low, high = (1 / (1 + exp(-max(-700.0, min(700.0, end)))) for end in (middle - width, middle + width))
    return low, high
