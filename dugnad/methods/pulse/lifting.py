"""Do people help more in the days after they were together?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from dugnad.methods.pulse.accelerated import ends
from dugnad.methods.pulse.attended import Compared, compared, laid
from dugnad.methods.pulse.intervals import DRAWS, HEAVY
from dugnad.methods.pulse.measured import FEWEST_ACTIVE, Caution, Measured, Reason, Window
from dugnad.methods.pulse.ordinary import Came
from dugnad.methods.pulse.trains import Floats, Trains

VERSION = "1"


@dataclass(frozen=True, kw_only=True)
class Lift(Measured):
    """`value`: helping after gatherings over helping on own ordinary days; `null` is 1, n the attendees compared.

    `difference`: in acts per attendance, with its interval. `before`: the same ratio for the days before; where that is
    high too, people were busy anyway. `attendances` are compared, `left_out` are not.
    """

    days: float
    difference: float | None = None
    difference_low: float | None = None
    difference_high: float | None = None
    before: float | None = None
    attendances: int = 0
    left_out: int = 0


def lift(
    actor: ArrayLike,
    at: ArrayLike,
    *,
    attendee: ArrayLike,
    gathering: ArrayLike,
    ended: ArrayLike,
    window: Window,
    days: float = 7,
    seed: int = 0,
    draws: int = DRAWS,
) -> Lift:
    """Helping acts of those who came, in the `days` after, beside the same weekdays of their own ordinary weeks.

    `actor` helped `at`, in seconds since 1970; `attendee` came to `gathering`, a place in `ended`. Each attendance has
    its own ordinary weeks, as many before as after (see `beside_ordinary`), so that weekday, person and an even trend
    cannot make a difference. Intervals: members drawn anew, for these gatherings. Raises ValueError for columns that do
    not fit, and for no days.
    """
    start, length = window.start.timestamp(), (window.end - window.start).total_seconds()
    place, over = np.asarray(gathering, np.int64).ravel(), np.asarray(ended, np.float64).ravel() - start
    who = np.asarray(attendee, np.int64).ravel()
    if len(who) != len(place) or not days > 0 or (len(place) and not 0 <= place.min() <= place.max() < len(over)):
        raise ValueError("each attendance has a member and one of the gatherings, and is followed for some days")
    bare = Lift(measure="lift", version=VERSION, n=0, window=window, days=days, reason=Reason.NO_GATHERING)
    within = (over >= 0) & (over + days * 86_400 <= length)
    if not within.any():
        return bare
    trains, came = laid(np.asarray(actor, np.int64).ravel(), at, who, over[place], within[place], window, days)
    if not len(came.member):
        return Lift(**vars(bare) | {"reason": Reason.NOBODY_CAME})
    return Lift(**vars(bare) | _values(trains, came, length, seed, draws))


def _values(trains: Trains, came: Came, length: float, seed: int, draws: int) -> dict[str, object]:
    found = compared(trains, came, length, before=False)
    told: dict[str, object] = {"n": len(found.times), "attendances": int(found.times.sum())}
    told["left_out"] = len(came.member) - int(found.times.sum())
    ratio = found.ratio
    if len(np.unique(came.member)) < FEWEST_ACTIVE:
        return told | {"reason": Reason.FEW_MEMBERS}
    if ratio is None:
        return told | {"reason": Reason.NO_ORDINARY_DAYS}
    if len(found.times) < FEWEST_ACTIVE:
        return told | {"reason": Reason.FEW_MEMBERS}
    low, high = _over(found.after, found.ordinary, seed, draws) or (None, None)
    more = found.after - found.ordinary
    less, most = _over(more, found.times, seed, draws) or (None, None)
    before = compared(trains, came, length, before=True).ratio
    values: dict[str, object] = {
        "reason": None,
        "value": ratio,
        "low": low,
        "high": high,
        "null": 1.0,
        "before": before,
    }
    values["caution"] = _caution(found, ratio, before) if low is not None else Caution.ALIKE
    difference = float(more.sum() / found.times.sum())
    return told | values | {"difference": difference, "difference_low": less, "difference_high": most}


def _over(one: Floats, other: Floats, seed: int, draws: int) -> tuple[float, float] | None:
    """The interval of the sum of one over the sum of the other."""

    def ratio(weights: Floats) -> Floats:
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray((weights @ one) / (weights @ other))

    value = float(one.sum() / other.sum())
    return ends(value, ratio, (one - value * other) / other.sum(), seed=seed, draws=draws)


def _caution(found: Compared, ratio: float, before: float | None) -> Caution | None:
    """Busy, if more than half of what is more after was more before; or one member who weighs much."""
    if before is not None and ratio > 1 and before > (1 + ratio) / 2:
        return Caution.BUSY
    parts = (found.after - ratio * found.ordinary) ** 2
    return Caution.ONE_WEIGHS if parts.max() > HEAVY * parts.sum() else None
