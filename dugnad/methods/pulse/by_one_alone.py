"""How surely we know who both helps and is helped: many are counted by what passed between them and one other alone."""

from __future__ import annotations

from math import sqrt

import numpy as np

from dugnad.methods.pulse.columns import Floats, Ints
from dugnad.methods.pulse.ties import Ties


def errors_of_overlap(found: Ties) -> tuple[float, float]:
    """Standard errors of J = both / either and of b = both / members; members taken as drawn and not their acts.

    Without a member goes their own place, and that of whom they alone helped or who helped them alone. The squares of
    what that changes are added up over members, less those of pairs left out, which went with either end (as `dyads`).
    """
    gave = np.bincount(found.giver, minlength=found.members)
    got = np.bincount(found.receiver, minlength=found.members)
    both, either = (gave > 0) & (got > 0), (gave > 0) | (got > 0)
    share, of_all = float(both.sum() / either.sum()), float(both.mean())
    j = _error(found, (both - share * either).astype(np.float64), *_lost(found, gave, got, share))
    b = _error(found, (both - of_all).astype(np.float64), *_lost(found, gave, got, 0.0))
    return j / float(either.sum()), b / found.members


def _error(found: Ties, own: Floats, to_receiver: Floats, to_giver: Floats) -> float:
    of_members = own + np.bincount(found.giver, to_receiver, found.members)
    of_members += np.bincount(found.receiver, to_giver, found.members)
    of_pairs = np.add.reduceat(to_receiver + to_giver, found.pairs)
    squares = float(of_members @ of_members) - float(of_pairs @ of_pairs)
    return sqrt(max(squares, float(own @ own)))


def _lost(found: Ties, gave: Ints, got: Ints, share: float) -> tuple[Floats, Floats]:
    """Both - share x either, as much of it as is lost at the receiver and at the giver of each row without the row.

    Who gives too is no longer both, but still either; who does not is neither. A receiver who has given to the same
    giver alone loses both at once, which the two rows of the pair would count twice.
    """
    alone, only = got[found.receiver] == 1, gave[found.giver] == 1
    to_receiver = np.where(alone, np.where(gave[found.receiver] > 0, 1.0, -share), 0.0)
    to_giver = np.where(only, np.where(got[found.giver] > 0, 1.0, -share), 0.0)
    twice = alone & found.mutual & (gave[found.receiver] == 1)
    to_receiver -= np.where(twice, 1 + share, 0.0)
    return to_receiver, to_giver
