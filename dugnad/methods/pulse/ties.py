"""Who helped whom how often: the network that all measures of exchange are read from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from dugnad.methods.pulse.columns import Bools, Ints, columns


@dataclass(frozen=True, eq=False)
class Ties:
    """One row for each giver and receiver: `weight` is how often the one helped the other. All columns of one length.

    The two directions of a pair stand beside each other. `members`: how many there are, with a tie or without; places
    run from 0. `itself`: acts of a member towards the same member, which are left out.
    """

    members: int
    giver: Ints
    receiver: Ints
    weight: Ints
    itself: int

    @property
    def acts(self) -> int:
        """How many acts there are."""
        return int(self.weight.sum())

    @property
    def people(self) -> int:
        """How many members gave or received."""
        return int(self.with_a_tie.sum())

    @property
    def with_a_tie(self) -> Bools:
        """Whether each member gave or received, shape (members,)."""
        found = np.zeros(self.members, np.bool_)
        found[self.giver] = True
        found[self.receiver] = True
        return found

    @property
    def pairs(self) -> Ints:
        """The first row of each pair of members, of the one or two that it has."""
        first = ~(self.mutual & (self.giver > self.receiver))
        return np.flatnonzero(first)

    def only(self, rows: Bools) -> Ties:
        """The ties of these rows."""
        return Ties(self.members, self.giver[rows], self.receiver[rows], self.weight[rows], self.itself)

    @property
    def mutual(self) -> Bools:
        """Whether the help of each row was returned, once at least."""
        found = np.zeros(len(self.weight), np.bool_)
        same = (self.giver[1:] == self.receiver[:-1]) & (self.receiver[1:] == self.giver[:-1])
        found[1:] |= same
        found[:-1] |= same
        return found

    @property
    def returned(self) -> Ints:
        """min(w_ij, w_ji) for each row: as much of it as came back."""
        mutual = np.flatnonzero(self.mutual).reshape(-1, 2)
        found = np.zeros(len(self.weight), np.int64)
        found[mutual] = self.weight[mutual].min(axis=1, keepdims=True)
        return found


def ties(giver: ArrayLike, receiver: ArrayLike, *, members: int) -> Ties:
    """The ties of completed help, one row for each act: `giver` and `receiver` are places from 0 to `members` - 1.

    One sort, whatever the order of rows. Raises ValueError for columns of different length or a place that is none.
    """
    given, received = columns(giver, receiver, members)
    other = given != received
    low, high = np.minimum(given, received)[other], np.maximum(given, received)[other]
    keys = np.sort((low * members + high) * 2 + (given > received)[other])
    starts = np.flatnonzero(np.diff(keys, prepend=-1))
    each = keys[starts]
    low, high = np.divmod(each >> 1, max(members, 1))
    turned = (each & 1).astype(np.bool_)
    return Ties(
        members=members,
        giver=np.where(turned, high, low),
        receiver=np.where(turned, low, high),
        weight=np.diff(starts, append=len(keys)),
        itself=len(given) - len(keys),
    )
