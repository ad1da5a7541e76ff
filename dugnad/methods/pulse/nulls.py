"""What chance would make of the same acts: each gives and receives as often as they did, but to and from anybody."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

SHUFFLES = 200
FEWEST_SHUFFLES = 3
MOST_ROWS = 20_000_000
"""Shuffles x acts above which fewer shuffles do: with millions of acts one is as good as many."""
ROUNDS = 20


def shuffles_for(acts: int) -> int:
    """How often `acts` are shuffled: 200 times up to 100,000 acts, three times from 6.7 million on."""
    return max(FEWEST_SHUFFLES, min(SHUFFLES, MOST_ROWS // max(acts, 1)))


def shuffled(rng: np.random.Generator, giver: Ints, receiver: Ints) -> Ints:
    """The receivers dealt anew among the acts, nobody to themselves; both columns without such acts, shape (acts,).

    Who would have got themselves changes places with an act in which they have no part, so that out- and in-strengths
    stand exactly. There are always enough of those: whoever gives g and receives r of the acts leaves at least acts - g
    - r, and was dealt themselves as much less often.
    """
    dealt = rng.permutation(receiver)
    for _ in range(ROUNDS):
        own = np.flatnonzero(dealt == giver)
        if not len(own):
            return dealt
        other, first = np.unique(rng.integers(len(dealt), size=len(own)), return_index=True)
        own = own[first]
        fits = (giver[other] != giver[own]) & (dealt[other] != giver[own]) & (dealt[other] != giver[other])
        own, other = own[fits], other[fits]
        dealt[own], dealt[other] = dealt[other], dealt[own]
    for member in np.unique(giver[dealt == giver]):
        own = np.flatnonzero((dealt == giver) & (giver == member))
        other = rng.choice(np.flatnonzero((giver != member) & (dealt != member)), size=len(own), replace=False)
        dealt[own], dealt[other] = dealt[other], dealt[own]
    return dealt
