"""Does it carry over? How many of those who took part in one campaign took part in a later one."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dugnad.methods.pulse.measured import Measured, Reason, Window
from dugnad.methods.pulse.taking_part import Parts, taking_part
from dugnad.methods.shares import FEWEST, wilson

VERSION = "1"


@dataclass(frozen=True)
class Carried:
    """Of `n` who took part in `campaign`, the share `value` who took part in one that began later; `null` by chance.

    All but `campaign` and `n` are None where n is under `FEWEST`; then n is None too.
    """

    campaign: int
    n: int | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    null: float | None = None


@dataclass(frozen=True, kw_only=True)
class CarryOver(Measured):
    """`value` is the share of members who took part in a campaign after their first; n is how many could have.

    `null`: had those who took part in each later campaign been drawn among all members. `each`: by campaign, in order
    of their beginning, the last one left out.
    """

    campaigns: int
    each: tuple[Carried, ...] = ()


def carry_over(
    member: ArrayLike, campaign: ArrayLike, at: ArrayLike, *, members: int, window: Window | None = None
) -> CarryOver:
    """Who took part in what, one row for each act in a campaign or for the first of each member: (r,) whole numbers.

    `at`: when, in seconds; a campaign begins with the first act in it. `members`: how many there are in all, who did
    nothing among them. Each member counts once, from their first campaign on; whoever came in with the last one could
    not yet be seen in another. The intervals are Wilson's. Raises ValueError for columns of different length, and for
    more who took part than there are members.
    """
    parts = taking_part(member, campaign, at)
    people = len(parts.first)
    if people > members:
        raise ValueError("those who took part are members")
    could = parts.first < parts.begins[-1] if people else np.zeros(0, np.bool_)
    n = int(could.sum())
    bare = CarryOver(
        measure="carry_over",
        version=VERSION,
        n=n,
        window=window,
        reason=_reason(members, people, len(parts.begins)),
        campaigns=len(parts.begins),
    )
    if n < FEWEST:
        return bare
    chance = _chances(parts, members)
    k = int((could & (parts.latest > parts.first)).sum())
    low, high = wilson(k, n)
    null = float(chance[np.searchsorted(parts.begins, parts.first[could])].mean())
    return replace(bare, reason=None, value=k / n, low=low, high=high, null=null, each=_each(parts, chance))


def _reason(members: int, people: int, campaigns: int) -> Reason:
    if not members:
        return Reason.NOBODY
    if not people:
        return Reason.NOTHING_DONE
    return Reason.NOTHING_LATER if campaigns < 2 else Reason.FEW_MEMBERS


def _chances(parts: Parts, members: int) -> NDArray[np.float64]:
    """For each campaign: that one member is in a later one by chance, 1 - Π of 1 - m/N over those m took part in."""
    missed = 1 - parts.people / members
    later = np.searchsorted(parts.begins, parts.begins, side="right")
    of_all_from = np.append(np.cumprod(missed[::-1])[::-1], 1.0)
    return np.asarray(1 - of_all_from[later], np.float64)


def _each(parts: Parts, chance: NDArray[np.float64]) -> tuple[Carried, ...]:
    went_on = parts.latest[parts.member] > parts.begins[parts.campaign]
    counts = np.bincount(parts.campaign[went_on], minlength=len(parts.begins))
    told: list[Carried] = []
    for place in np.flatnonzero(parts.begins < parts.begins[-1]):
        name, n, k = int(parts.names[place]), int(parts.people[place]), int(counts[place])
        if n < FEWEST:
            told.append(Carried(name))
        else:
            told.append(Carried(name, n, k / n, *wilson(k, n), float(chance[place])))
    return tuple(told)
