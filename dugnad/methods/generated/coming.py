"""Who comes to an invented group, through whom, who does more than click, and how long each stays."""

from __future__ import annotations

from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from dugnad.methods.generated.forests import Ints
from dugnad.methods.generated.history import NONE, Floats, Rows
from dugnad.methods.generated.knobs import Knobs

COMING = 120.0
"""Days in which members come."""
SEEN = 10.0
"""Days after which somebody who is there is seen again, at the most."""


@dataclass(frozen=True, eq=False)
class Members:
    """From day `since` until day `until`, all of shape (n,). `active` do more than click, the first of all is one.

    `brings`: how many each is expected to have brought.
    """

    since: Floats
    until: Floats
    active: NDArray[np.bool_]
    circle: Ints
    brings: Floats

    def there(self, who: Ints, at: Floats) -> NDArray[np.bool_]:
        """Which of `who`, shape (w,), are there at each of `at`, shape (a,): shape (a, w)."""
        return np.asarray((self.since[who] <= at[:, None]) & (at[:, None] <= self.until[who]), np.bool_)

    def moments(self, rng: np.random.Generator, who: Ints) -> Floats:
        """A moment of each one's stay, any alike."""
        return self.since[who] + rng.random(len(who)) * (self.until - self.since)[who]


def come(rng: np.random.Generator, knobs: Knobs, n: int, days: float, rows: Rows) -> Members:
    """Add the joining of `n` members, what they click on while they are there, and the first word of the active.

    They stay exponentially long, `lasts` of them longer than 90 days, and their last click is their last act.
    """
    early = rng.random(n) < knobs.launch
    since = np.sort(np.where(early, rng.exponential(1.0, n), rng.uniform(0, COMING, n)))
    until = np.minimum(since + rng.exponential(-90 / log(knobs.lasts), n), days)
    since = np.minimum(since, COMING)
    until = np.maximum(until, since)
    places = np.arange(n)
    active = (rng.random(n) < knobs.beyond) | (places == 0)
    circle = rng.integers(knobs.circles, size=n)
    by, brings = _through(rng, knobs, active)
    rows.add("joined", since, places, toward=by, circle=circle)
    members = Members(since, until, active, circle, brings)
    _seen(rng, members, rows)
    some = np.flatnonzero(members.active)
    soon = np.minimum(until - since, 29.0)[some]
    rows.add("told-why", since[some] + rng.random(len(some)) * soon, some, circle=circle[some])
    return members


def _through(rng: np.random.Generator, knobs: Knobs, active: NDArray[np.bool_]) -> tuple[Ints, Floats]:
    """Through whom each came, -1 for nobody, any of the active before them alike; and how many each is to bring."""
    before = np.concatenate([[0], active.cumsum()[:-1]])
    brought = (rng.random(len(active)) < knobs.recruited) & (before > 0)
    chosen = np.flatnonzero(active)[(rng.random(len(active)) * before).astype(np.int64)]
    each = np.where(before > 0, knobs.recruited / np.maximum(before, 1), 0.0)
    expected = np.where(active, each.sum() - each.cumsum(), 0.0)
    return np.where(brought, chosen, NONE), expected


def _seen(rng: np.random.Generator, members: Members, rows: Rows) -> None:
    stays = members.until - members.since
    times = (stays // SEEN).astype(np.int64)
    who = np.repeat(np.arange(len(stays)), times)
    number = np.arange(times.sum()) - np.repeat(times.cumsum() - times, times)
    at = members.since[who] + SEEN * (number + rng.random(len(who)))
    rows.add("followed-along", np.minimum(at, members.until[who]), who, circle=members.circle[who])
    everybody = np.arange(len(stays))
    rows.add("followed-along", members.until, everybody, circle=members.circle)
