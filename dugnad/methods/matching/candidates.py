"""What is known of those who could be called, and of their circle."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

STRENGTH = 8.0
"""As many calls as the circle's rate is worth against a member's own history: after eight, both weigh the same."""

USUAL_RATE = 0.3
"""How many calls are answered in time in a circle of which nothing is known. A guess."""

USUAL_STRENGTH = 10.0
"""As many calls as that guess is worth against what a circle has seen."""


@dataclass(frozen=True)
class Prior:
    """How the members of a circle answer calls, before anything is known of one of them.

    `rate`: share of calls answered in time, between 0 and 1, neither included. `strength`: how many calls that share is
    worth (more than 0). Together Beta(rate x strength, (1 - rate) x strength). Raises ValueError outside these ranges.
    """

    rate: float = USUAL_RATE
    strength: float = STRENGTH

    def __post_init__(self) -> None:
        if not 0 < self.rate < 1:
            raise ValueError("a circle's rate lies between 0 and 1, neither included")
        if not 0 < self.strength < float("inf"):
            raise ValueError("a prior's strength is a number of calls above 0")

    @classmethod
    def of_circle(cls, answered: float, called: float) -> Prior:
        """From all calls of a circle at comparable horizons: `answered` in time out of `called` (see `Candidates`).

        The circle's share is itself drawn to `USUAL_RATE`, as if `USUAL_STRENGTH` calls had been seen before, so a
        circle without any call has a prior too. Raises ValueError unless 0 <= answered <= called.
        """
        if not 0 <= answered <= called:
            raise ValueError("a circle cannot have answered more calls than it had")
        return cls((answered + USUAL_RATE * USUAL_STRENGTH) / (called + USUAL_STRENGTH))


@dataclass(frozen=True)
class Candidates:
    """Members who may see an ask and have not been called for it yet: one-dimensional arrays, all of length n >= 0.

    Other types are turned into those named, arrays of these types are not copied. Raises ValueError where lengths
    differ or a value is out of its range (NaN always is).
    """

    key: NDArray[np.uint64]
    """Who it is: a number of their own. Luck goes by it, so the order of the rows changes nothing."""
    fit: NDArray[np.float32]
    """How well the ask suits them, 0 to 1 (see `fit`). Who has hardly any is never called."""
    answered: NDArray[np.float32]
    """Calls of theirs answered in time, among those at comparable horizons."""
    called: NDArray[np.float32]
    """Those calls: each that was answered counts as 1, each declined, passed on or run out as the fit it was made with
    (or as 1: then who was asked for what does not suit them is taken for somebody who rarely answers)."""
    recent: NDArray[np.float32]
    """Calls to them in the last seven days, of any horizon and from any circle."""
    capacity: NDArray[np.float32]
    """Calls a week they are ready for. Who has had as many is not called."""
    days: NDArray[np.float32]
    """Days since they were last called; infinite if never."""
    quiet: NDArray[np.bool_]
    """Whether they may not be called now: quiet hours, away. Nobody who is quiet is called."""

    def __post_init__(self) -> None:
        for field in fields(self):
            object.__setattr__(self, field.name, _as(getattr(self, field.name), _KEPT_AS.get(field.name, np.float32)))
        if any(getattr(self, field.name).shape != self.key.shape for field in fields(self)):
            raise ValueError("all columns of the candidates have one length")
        if not len(self.key):
            return
        _within("fit", self.fit, 1)
        for name in ("answered", "called", "recent", "capacity", "days"):
            _within(name, getattr(self, name), np.inf)
        if (self.answered > self.called).any():
            raise ValueError("nobody has answered more calls than they had")

    @classmethod
    def of(
        cls,
        *,
        key: ArrayLike,
        fit: ArrayLike,
        answered: ArrayLike,
        called: ArrayLike,
        recent: ArrayLike,
        capacity: ArrayLike,
        days: ArrayLike,
        quiet: ArrayLike,
    ) -> Candidates:
        """The same from lists and other types of numbers."""
        given = {"key": key, "fit": fit, "answered": answered, "called": called, "recent": recent}
        given |= {"capacity": capacity, "days": days, "quiet": quiet}
        return cls(**{name: _as(column, _KEPT_AS.get(name, np.float32)) for name, column in given.items()})

    def __len__(self) -> int:
        return len(self.key)

    def take(self, rows: NDArray[np.int64] | NDArray[np.bool_] | slice) -> Candidates:
        """Some of the rows, in the order named."""
        return Candidates(**{field.name: getattr(self, field.name)[rows] for field in fields(self)})


_KEPT_AS: dict[str, DTypeLike] = {"key": np.uint64, "quiet": np.bool_}


def _as(values: ArrayLike, kind: DTypeLike) -> NDArray[Any]:
    column: NDArray[Any] = np.asarray(values, kind)
    if column.ndim != 1:
        raise ValueError("each column of the candidates has one dimension")
    return column


def _within(name: str, values: NDArray[np.float32], most: float) -> None:
    # Written so that NaN, which is neither smaller nor larger than anything, is refused as well.
    if not (values.min() >= 0 and values.max() <= most):
        raise ValueError(f"{name} lies between 0 and {most:g}")
