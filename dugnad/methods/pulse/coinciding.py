"""Do people act at the same moments, more than their days have in common anyway?"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dugnad.methods.pulse.beside import beside, by_chance
from dugnad.methods.pulse.measured import FEWEST_ACTIVE, Caution, Measured, Reason, Window
from dugnad.methods.pulse.trains import DAY, Floats, Trains
from dugnad.methods.pulse.two_ways import one_weighs, reach, two_way_error

VERSION = "1"
SHIFTS = 500
HOUR = 3600.0
MOST_ACTS = 20_000
"""Acts that are shifted at most. Of more, members are taken at random."""
FEWEST_DAYS = 7
FEW = 5


@dataclass(frozen=True, kw_only=True)
class Coincidence(Measured):
    """`value`: the share of acts that have an act of another member beside them; n, the members who acted.

    `null`: the same, were each member's acts moved by whole days. `excess`: (value - null) / (1 - null), with its own
    interval; None where there is always somebody. `p`, how often shifting gives as much, rests on `sampled` members,
    drawn at random; None for all.
    """

    acts: int
    within: float
    excess: float | None = None
    excess_low: float | None = None
    excess_high: float | None = None
    p: float | None = None
    sampled: int | None = None


def coincidence(
    actor: ArrayLike, at: ArrayLike, *, window: Window, within: float = HOUR, seed: int = 0, shifts: int = SHIFTS
) -> Coincidence:
    """Share of acts with an act of another member at most `within` seconds before or after; `at` in seconds since 1970.

    Event coincidence analysis (Odenweller and Donner, Physical Review E 101 (2020) 052213, compare it with others). The
    shift by whole days keeps what time of the day each acts, and lets go of everything else: the mean over all shifts
    is summed exactly, p is of `shifts` of them. Intervals hold for other members and other days like these (see
    `two_way_error`). Raises ValueError for `within` not between 0 and half a day.
    """
    if not 0 < within < DAY / 2:
        raise ValueError("beside is less than half a day")
    trains = Trains.of(actor, at, window)
    bare = Coincidence(
        measure="coincidence",
        version=VERSION,
        n=trains.members,
        window=window,
        reason=_reason(trains) or Reason.NOTHING_DONE,
        acts=len(trains.at),
        within=within,
    )
    if _reason(trains) is not None:
        return bare
    p, sampled = _chance(trains, within, shifts, seed)
    hit = beside(trains.member, trains.at, within)
    return Coincidence(
        **vars(bare) | _values(trains, hit, by_chance(trains, within)) | {"reason": None, "p": p, "sampled": sampled}
    )


def _reason(trains: Trains) -> Reason | None:
    if not trains.members:
        return Reason.NOTHING_DONE
    if trains.members < FEWEST_ACTIVE:
        return Reason.FEW_ACTIVE
    return Reason.SHORT_WINDOW if trains.days < FEWEST_DAYS else None


def _values(trains: Trains, hit: NDArray[np.bool_], chance: Floats) -> dict[str, object]:
    n, day = len(hit), (trains.at // DAY).astype(np.int64)
    value, null = float(hit.mean()), float(chance.mean())
    part = (hit - value) / n
    found: dict[str, object] = {"value": value, "null": null, "caution": _caution(trains, part)}
    far = reach(trains.member, day)
    if 0 < value < 1:
        width = far * two_way_error(part, trains.member, day) / (value * (1 - value))
        middle = log(value / (1 - value))
        found |= {"low": 1 / (1 + exp(width - middle)), "high": 1 / (1 + exp(-width - middle))}
    if null < 1 - 1e-9:
        excess, room = (value - null) / (1 - null), 1 - null
        beyond = part / room - (1 - value) / room**2 * (chance - null) / n
        width = far * two_way_error(beyond, trains.member, day)
        found |= {"excess": excess, "excess_low": excess - width, "excess_high": min(1.0, excess + width)}
    return found


def _caution(trains: Trains, part: Floats) -> Caution | None:
    """One member makes much of the uncertainty; five, programs perhaps, did half of everything; or all was the same."""
    if one_weighs(part, trains.member):
        return Caution.ONE_WEIGHS
    if 2 * np.sort(trains.each)[-FEW:].sum() >= len(trains.at):
        return Caution.FEW_CARRY
    return None if part.any() else Caution.ALIKE


def _chance(trains: Trains, within: float, shifts: int, seed: int) -> tuple[float, int | None]:
    rng = np.random.default_rng(seed)
    some = trains.some(MOST_ACTS, rng)
    done = int(beside(some.member, some.at, within).sum())
    as_much = sum(int(beside(some.member, some.shifted(rng), within).sum()) >= done for _ in range(shifts))
    return (1 + as_much) / (shifts + 1), None if some is trains else some.members
