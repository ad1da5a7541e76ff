"""The frame of a measure of inequality: when there is too little to say, and what is said otherwise."""

from __future__ import annotations

from dugnad.methods.pulse.inequality import Formula
from dugnad.methods.pulse.intervals import Scale, heavy, interval
from dugnad.methods.pulse.measured import FEWEST_ACTIVE, Caution, Measured, Reason, Window
from dugnad.methods.pulse.spread import Spread, by_chance


def over_members(
    measure: str,
    version: str,
    spread: Spread,
    formula: Formula,
    seed: int,
    window: Window | None,
    draws: int,
    *,
    scale: Scale = Scale.SHARE,
    of_active: bool = False,
) -> Measured:
    """What all measures of inequality have in common: floors, value, interval, and the value by chance.

    `spread` holds one count for each member of the window, zeros included; `of_active` leaves the zeros out. The chance
    of `null` is everywhere the same: as many acts, each falling on any member alike.
    """
    active = spread.active()
    whose = active if of_active else spread
    reason = _reason(spread, active)
    if reason is not None:
        return without(measure, version, whose.n, window, reason)
    found = interval(formula, whose, seed=seed, scale=scale, draws=draws)
    chance = by_chance(spread)
    if chance is not None and of_active:
        chance = chance.active()
    return Measured(
        measure=measure,
        version=version,
        n=whose.n,
        value=found.value,
        low=found.low,
        high=found.high,
        null=None if chance is None else float(formula(chance.values, chance.people[None, :])[0][0]),
        window=window,
        caution=Caution.ALIKE if found.low is None else heavy(spread),
    )


def _reason(spread: Spread, active: Spread) -> Reason | None:
    if spread.n == 0:
        return Reason.NOBODY
    if active.n == 0:
        return Reason.NOTHING_DONE
    return Reason.FEW_ACTIVE if active.n < FEWEST_ACTIVE else None


def without(measure: str, version: str, n: int, window: Window | None, reason: Reason) -> Measured:
    """What is told where there is no value."""
    return Measured(measure=measure, version=version, n=n, window=window, reason=reason)
