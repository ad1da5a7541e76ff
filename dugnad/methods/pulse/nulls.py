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
SWEEPS = 4
SWEPT = 100_000
"""Acts above which those that had to change places are too few to matter."""


def shuffles_for(acts: int) -> int:
    """How often `acts` are shuffled: 200 times up to 100,000 acts, three times from 6.7 million on."""
    return max(FEWEST_SHUFFLES, min(SHUFFLES, MOST_ROWS // max(acts, 1)))


def shuffled(rng: np.random.Generator, giver: Ints, receiver: Ints) -> Ints:
    """The receivers dealt anew among the acts, nobody to themselves; both columns without such acts, shape (acts,).

    Out- and in-strengths stand exactly. Who got themselves changes places with some act in which they have no part;
    that makes some deals more likely than others, so few acts are then swept: in pairs they change places, every other
    time, where nobody gets themselves (each deal is as likely as its reverse, and in the long run as any other).
    """
    dealt = rng.permutation(receiver)
    _apart(rng, giver, dealt)
    for _ in range(SWEEPS if len(dealt) <= SWEPT else 0):
        order = rng.permutation(len(dealt))[: len(dealt) // 2 * 2]
        first, second = order.reshape(2, -1)
        fits = (giver[first] != dealt[second]) & (giver[second] != dealt[first]) & (rng.random(len(first)) < 0.5)
        _swap(dealt, first[fits], second[fits])
    return dealt


def _apart(rng: np.random.Generator, giver: Ints, dealt: Ints) -> None:
    """Changes `dealt` so that nobody gets themselves.

    There are always enough to change with: whoever gives g and receives r leaves acts - g - r, and as many more as they
    were dealt themselves.
    """
    for _ in range(ROUNDS):
        own = np.flatnonzero(dealt == giver)
        if not len(own):
            return
        other, first = np.unique(rng.integers(len(dealt), size=len(own)), return_index=True)
        own = own[first]
        fits = (giver[other] != giver[own]) & (dealt[other] != giver[own]) & (dealt[other] != giver[other])
        _swap(dealt, own[fits], other[fits])
    for member in np.unique(giver[dealt == giver]):
        own = np.flatnonzero((dealt == giver) & (giver == member))
        other = rng.choice(np.flatnonzero((giver != member) & (dealt != member)), size=len(own), replace=False)
        _swap(dealt, own, other)


def _swap(dealt: Ints, some: Ints, others: Ints) -> None:
    dealt[some], dealt[others] = dealt[others], dealt[some]
