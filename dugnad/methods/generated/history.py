"""An invented history as columns of the table of acts, in the order of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dugnad.methods.generated.forests import Ints

Floats = NDArray[np.float64]
BEGINS = datetime(2024, 1, 1, tzinfo=UTC)
"""Day 0, a Monday."""
NONE = -1
VERBS = {
    "joined": ("token", "none"),
    "followed-along": ("token", "none"),
    "signed": ("token", "none"),
    "called": ("token", "asks"),
    "told-why": ("voice", "none"),
    "asked": ("voice", "asks"),
    "this-helped": ("voice", "thanks"),
    "pledged": ("voice", "none"),
    "answered-practical": ("work", "helps"),
    "answered-emotional": ("work", "helps"),
    "pledge-kept": ("work", "none"),
    "letter-sent": ("work", "none"),
    "phoned": ("work", "none"),
    "pitched": ("work", "none"),
    "paper-entered": ("work", "none"),
    "calls-prepared": ("work", "none"),
    "gathering-written-up": ("work", "none"),
    "brought": ("bring", "invites"),
    "gave": ("give", "none"),
}
"""Effort and relation of each verb that stands in an invented history; their meaning is that of docs/verbs.md."""
CODES = {verb: code for code, verb in enumerate(VERBS)}
TASKS = ("letter-sent", "phoned", "pitched", "paper-entered", "calls-prepared", "gathering-written-up")


@dataclass(frozen=True, eq=False)
class History:
    """Acts of `members`, places from 0 on, by time; all columns of shape (acts,). The id of an act is its row + 1.

    `at` in days since `BEGINS`, `verb` a code of `CODES`. `cause` is the row of another act. -1 is none, everywhere.
    """

    members: int
    at: Floats
    actor: Ints
    verb: Ints
    toward: Ints
    circle: Ints
    cause: Ints
    object: Ints
    amount: Ints

    def of(self, *verbs: str) -> NDArray[np.bool_]:
        """Which acts are one of these, shape (acts,)."""
        return np.isin(self.verb, [CODES[verb] for verb in verbs])

    def columns(self) -> dict[str, NDArray[Any]]:
        """The table of acts, with ids: `at` as datetime64[us], the rest as objects, None for none."""
        begin = np.datetime64(BEGINS.replace(tzinfo=None), "us")
        told = list(VERBS.items())
        return {
            "at": begin + np.round(self.at * 86_400e6).astype("timedelta64[us]"),
            "actor": _named("member", self.actor),
            "verb": np.array([verb for verb, _ in told], object)[self.verb],
            "effort": np.array([effort for _, (effort, _) in told], object)[self.verb],
            "relation": np.array([relation for _, (_, relation) in told], object)[self.verb],
            "toward": _named("member", self.toward),
            "circle": _named("circle", self.circle),
            "cause": _numbers(np.where(self.cause < 0, NONE, self.cause + 1)),
            "object": _named("thing", self.object),
            "amount": _numbers(self.amount),
            "id": _numbers(np.arange(1, len(self.at) + 1)),
        }


class Rows:
    """Gathers acts in any order, and puts them in that of time."""

    def __init__(self, members: int) -> None:
        self.members = members
        self._count = 0
        self._parts: list[tuple[NDArray[Any], ...]] = []

    def add(
        self,
        verb: str | ArrayLike,
        at: ArrayLike,
        actor: ArrayLike,
        *,
        toward: ArrayLike = NONE,
        circle: ArrayLike = NONE,
        cause: ArrayLike = NONE,
        object: ArrayLike = NONE,
        amount: ArrayLike = NONE,
    ) -> Ints:
        """Add acts, one for each of `actor`, and return their rows, by which others can name them as their cause."""
        code = CODES[verb] if isinstance(verb, str) else verb
        columns = (at, actor, code, toward, circle, cause, object, amount)
        part = tuple(np.array(one) for one in np.broadcast_arrays(*(np.atleast_1d(np.asarray(one)) for one in columns)))
        begun, self._count = self._count, self._count + len(part[0])
        self._parts.append(part)
        return np.arange(begun, self._count)

    def history(self) -> History:
        """All of them, by time."""
        at, *others = (np.concatenate(column) for column in zip(*self._parts, strict=True))
        order = np.argsort(at, kind="stable")
        actor, verb, toward, circle, cause, thing, amount = (one.astype(np.int64)[order] for one in others)
        row = np.empty(len(order) + 1, np.int64)
        row[order], row[-1] = np.arange(len(order)), NONE
        days = at.astype(np.float64)[order]
        return History(self.members, days, actor, verb, toward, circle, row[cause], thing, amount)


def _named(kind: str, numbers: Ints) -> NDArray[Any]:
    """ "member-12"; each name is made once."""
    if not len(numbers):
        return np.empty(0, object)
    names = np.array([*(f"{kind}-{number}" for number in range(int(numbers.max()) + 1)), None], object)
    named: NDArray[Any] = names[numbers]
    return named


def _numbers(numbers: Ints) -> NDArray[Any]:
    found = numbers.astype(object)
    found[numbers < 0] = None
    return found
