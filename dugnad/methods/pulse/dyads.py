"""The uncertainty of what is counted on pairs of members: pairs that share a member are not independent."""

from __future__ import annotations

from math import exp, log, sqrt

import numpy as np
from scipy.special import stdtrit

from dugnad.methods.pulse.columns import Floats
from dugnad.methods.pulse.ties import Ties
from dugnad.methods.shares import CONFIDENT, wilson

MOST_OF_IT = 0.9
"""The part of a whole up to which what one member has of it is made up for."""


def error_of_share(ties: Ties, part: Floats, whole: Floats) -> tuple[float, float]:
    """Standard error of Σ part / Σ whole over the rows of `ties`, and how many of it make 95 % on either side.

    With e = part - share x whole of a pair: the sum of e e' over all pairs of pairs that have a member in common, each
    once, over Σ whole squared (Aronow, Samii and Assenova, Political Analysis 23 (2015) 564). A member who has the part
    h of the whole draws the share to themselves, so that their sum is too small by 1 - h (as HC3: MacKinnon and White,
    J. Econometrics 29 (1985) 305). Student's t with (ΣS²)²/ΣS⁴ degrees of freedom, S being the sums of members: as many
    as there were if all weighed alike.
    """
    total = whole.sum()
    rest = part - part.sum() / total * whole
    sums = np.bincount(ties.giver, rest, ties.members) + np.bincount(ties.receiver, rest, ties.members)
    has = np.bincount(ties.giver, whole, ties.members) + np.bincount(ties.receiver, whole, ties.members)
    of_members = sums / (1 - np.minimum(has / total, MOST_OF_IT))
    of_pairs = np.add.reduceat(rest, ties.pairs)
    own, squares = float(of_pairs @ of_pairs), float(of_members @ of_members)
    freedom = float(sums @ sums) ** 2 / float((sums**4).sum()) if own and sums.any() else 1.0
    error = sqrt(max(squares - own, own)) / float(total)
    return error, float(stdtrit(max(freedom, 1.0), 0.975))


def around(share: float, error: float, people: int, *, wide: float = CONFIDENT) -> tuple[float, float]:
    """The 95 % interval of a share with its standard error, on log(v / (1 - v)), so that no end leaves [0, 1].

    At either end of the range, and where all are alike, nothing tells of the uncertainty: there, Wilson's with as many
    as there are `people`. `wide`: standard errors on either side.
    """
    if not 0 < share < 1 or not error > 0:
        low, high = wilson(round(share * people), people)
        return min(low, share), max(high, share)
    middle, width = log(share / (1 - share)), wide * error / (share * (1 - share))
    low, high = (1 / (1 + exp(-max(-700.0, min(700.0, end)))) for end in (middle - width, middle + width))
    return low, high
