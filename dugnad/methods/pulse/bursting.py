"""When do many act at once, and is it many?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import log

import numpy as np
from numpy.typing import ArrayLike

from dugnad.methods.pulse.accelerated import ends
from dugnad.methods.pulse.gaps import levels
from dugnad.methods.pulse.intervals import BLOCK, DRAWS, MOST_NUMBERS
from dugnad.methods.pulse.measured import FEWEST_ACTIVE, Measured, Reason, Window
from dugnad.methods.pulse.present import Burst, Presence, told
from dugnad.methods.pulse.trains import DAY, Floats, Trains
from dugnad.methods.pulse.two_states import Bools, evidence, spans, states

VERSION = "1"
SHIFTS = 500
FEWEST_SHIFTS = 20
MOST_ACTS = 20_000
"""Acts up to which they are looked at one by one as well."""
FEWEST_DAYS = 7


class Unit(StrEnum):
    """How long a batch is."""

    DAY = "day"
    HOUR = "hour"


@dataclass(frozen=True, kw_only=True)
class Bursts(Measured):
    """`value`: of all days (or hours) on which a member did something, counted for each, the share in broad bursts.

    n is the members who acted; `null` the mean of the same when each member's acts are moved by whole days; `p`, how
    often that gives as much, in `shifts` tries. `found`: bursts of people, broad or not; `of_acts`: bursts of acts one
    by one, None where there are too many. Without any broad burst there is no interval.
    """

    unit: Unit
    p: float | None = None
    shifts: int = 0
    found: tuple[Burst, ...] = ()
    of_acts: tuple[Burst, ...] | None = None


def bursts(
    actor: ArrayLike,
    at: ArrayLike,
    *,
    window: Window,
    unit: Unit = Unit.DAY,
    seed: int = 0,
    shifts: int = SHIFTS,
    draws: int = DRAWS,
) -> Bursts:
    """How much of what members do falls into bursts of many; `at` in seconds since 1970.

    Of each day it is counted how many of the active members did anything, once each: a burst by one person is none.
    Kleinberg's two states (`two_states`; twice the ordinary share, ln of the number of days to go up) find the bursts;
    by the hour, the ordinary share is that of the hour of the day. Broad is one of a tenth of the active members, five
    at least. The interval is that of the share in the bursts as they were found, for other members like these.
    """
    trains = Trains.of(actor, at, window)
    bare = Bursts(
        measure="bursts",
        version=VERSION,
        n=trains.members,
        window=window,
        reason=_reason(trains) or Reason.NOTHING_DONE,
        unit=unit,
    )
    if _reason(trains) is not None:
        return bare
    here = Presence.of(trains, DAY if unit is Unit.DAY else DAY / 24)
    state = _states(here, here.counts(here.batch)[None, :])[0]
    inside = here.many(state, here.batch)[here.batch]
    p, null, tried = _chance(here, shifts, seed, int(inside.sum()))
    value = float(inside.mean())
    low, high = _interval(here, inside, value, seed, draws) or (None, None)
    values = {"reason": None, "value": value, "low": low, "high": high, "null": null, "p": p, "shifts": tried}
    start = window.start.timestamp()
    return Bursts(
        **vars(bare) | values | {"found": _people(trains, here, state, start), "of_acts": _acts(trains, start)}
    )


def _reason(trains: Trains) -> Reason | None:
    if not trains.members:
        return Reason.NOTHING_DONE
    if trains.members < FEWEST_ACTIVE:
        return Reason.FEW_ACTIVE
    return Reason.SHORT_WINDOW if trains.days < FEWEST_DAYS else None


def _states(here: Presence, counts: Floats) -> Bools:
    gained = evidence(counts, np.array(float(here.members)), cycle=here.per_day)
    return states(gained, log(here.batches))


def _interval(here: Presence, inside: Bools, value: float, seed: int, draws: int) -> tuple[float, float] | None:
    each = np.bincount(here.member, minlength=here.members).astype(np.float64)
    within = np.bincount(here.member, inside, here.members)
    return ends(
        value,
        lambda weights: np.asarray((weights @ within) / (weights @ each)),
        (within - value * each) / each.sum(),
        seed=seed,
        draws=draws,
        lowest=0.0,
        highest=1.0,
    )


def _chance(here: Presence, shifts: int, seed: int, done: int) -> tuple[float, float, int]:
    """p, the mean share, and of how many shifts: as many as asked for, of large groups fewer, which differ less."""
    rng = np.random.default_rng(seed)
    tries = min(shifts, max(FEWEST_SHIFTS, MOST_NUMBERS // len(here.batch)))
    at_once = max(1, BLOCK // max(len(here.batch), here.batches))
    found: list[int] = []
    while len(found) < tries:
        moved = [here.shifted(rng) for _ in range(min(at_once, tries - len(found)))]
        counts = np.array([here.counts(batch) for batch in moved])
        found += [
            int(number[here.many(state, batch)].sum())
            for number, state, batch in zip(counts, _states(here, counts), moved, strict=True)
        ]
    as_much = sum(one >= done for one in found)
    return (1 + as_much) / (tries + 1), float(np.mean(found)) / len(here.batch), tries


def _people(trains: Trains, here: Presence, state: Bools, start: float) -> tuple[Burst, ...]:
    gained = evidence(here.counts(here.batch), np.array(float(here.members)), cycle=here.per_day)
    return tuple(
        told(trains, first * here.length, last * here.length, float(gained[first:last].sum()), start)
        for first, last in spans(state)
    )


def _acts(trains: Trains, start: float) -> tuple[Burst, ...] | None:
    if len(trains.at) > MOST_ACTS:
        return None
    at = np.sort(trains.at)
    level = levels(at)
    return tuple(
        told(trains, float(at[first]), float(np.nextafter(at[last], np.inf)), float(level[first:last].max()), start)
        for first, last in spans(level > 0)
    )
