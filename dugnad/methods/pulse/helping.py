"""Who was helped when, and who helped a third person when."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from dugnad.methods.pulse.columns import Bools, Floats, Ints, columns


@dataclass(frozen=True, eq=False)
class Helping:
    """`helped` were helped `helped_at`, `gave` helped a third person `gave_at`: a row each, in seconds of one clock.

    Each member was there from `since` until `until`, both of shape (members,); what was before and after is not told.
    """

    helped: Ints
    helped_at: Floats
    gave: Ints
    gave_at: Floats
    since: Floats
    until: Floats

    @property
    def people(self) -> int:
        """How many were helped or helped a third person."""
        seen = np.zeros(len(self.since), np.bool_)
        seen[self.helped], seen[self.gave] = True, True
        return int(seen.sum())

    def backwards(self) -> Helping:
        """The same with the clock turned round: then “after” is what was before."""
        return Helping(self.helped, -self.helped_at, self.gave, -self.gave_at, -self.until, -self.since)


def there(
    since: ArrayLike | None, until: ArrayLike | None, members: int, start: float, end: float
) -> tuple[Floats, Floats]:
    """From when until when each member was there, both of shape (members,). ValueError where it is not told of each."""
    came = np.full(members, start) if since is None else np.asarray(since, np.float64).ravel()
    left = np.full(members, end) if until is None else np.asarray(until, np.float64).ravel()
    for told in (came, left):
        if told.shape != (members,) or np.isnan(told).any():
            raise ValueError("when members came and left is told of each")
    return np.maximum(came, start), np.minimum(left, end)


def third_persons(
    giver: ArrayLike, receiver: ArrayLike, at: ArrayLike, there: tuple[Floats, Floats]
) -> tuple[Helping, int]:
    """The help of members who were `there`, and how many acts were towards oneself. ValueError for an act without time.

    A third person is one who never helped the giver in any of the acts.
    """
    given, received = columns(giver, receiver, len(there[0]))
    when = np.asarray(at, np.float64).ravel()
    if when.shape != given.shape or not np.isfinite(when).all():
        raise ValueError("each act has its time")
    other = given != received
    given, received, when = given[other], received[other], when[other]
    third = ~_ever_returned(given, received, len(there[0]))
    return Helping(received, when, given[third], when[third], *there), int((~other).sum())


def _ever_returned(giver: Ints, receiver: Ints, members: int) -> Bools:
    """Whether the receiver of each act ever helped its giver, before or after."""
    keys = (np.minimum(giver, receiver) * members + np.maximum(giver, receiver)) * 2 + (giver > receiver)
    order = np.argsort(keys)
    pairs, turned = keys[order] >> 1, keys[order] & 1
    starts = np.flatnonzero(np.diff(pairs, prepend=-1))
    ends = np.append(starts, len(keys))[1:] - 1
    found = np.empty(len(keys), np.bool_)
    found[order] = np.repeat(turned[starts] != turned[ends], ends - starts + 1)
    return found
