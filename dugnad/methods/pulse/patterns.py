"""Held together by likeness, or by needing one another? Evidence for each, and never one label."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from dugnad.methods.pulse.measured import Caution, Measured

VERSION = "1"
DIVIDED = 0.1
"""Division beyond chance from which people are said to do different things. Ours; above what a random knob gives."""


class Says(StrEnum):
    """What an interval says of chance: it lies above, it does not, or there is none."""

    ABOVE = "above"
    NOT_ABOVE = "not above"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Evidence:
    """What one measure says, with its numbers. `bound`: above what the whole interval had to lie."""

    measure: str
    says: Says
    bound: float | None
    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Sign:
    """Whether a pattern `shows`; None where it cannot be told. And by what."""

    shows: bool | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class Pattern:
    """Three readings of the same group, of which several may show, or none.

    `mechanical`: people are alike beyond chance, and divide little. `organic`: they divide the work, and help goes back
    or around. `specialists`: they divide the work without that; an office, or a crowd in which each does their own.
    """

    mechanical: Sign
    organic: Sign
    specialists: Sign
    version: str = VERSION


def pattern(division: Measured, likeness: Measured, ties: Sequence[Measured]) -> Pattern:
    """Read division of labour (`division_people`), likeness, and `ties` of helping (reciprocity, cycles) together.

    After Durkheim, The Division of Labour in Society (1893), as 4-measures, 4.2 makes it operational. A measure says
    something only where its whole interval lies above chance; without an interval it says nothing, unless because
    everybody is the same. Ties show where one of them does, and are missing only where all are known.
    """
    divides, alike = _against(division, DIVIDED), _against(likeness, likeness.null)
    bound = tuple(_against(one, one.null) for one in ties)
    tied = _any([_shows(one) for one in bound])
    apart = _shows(divides)
    return Pattern(
        mechanical=Sign(_all([_shows(alike), _not(apart)]), (alike, divides)),
        organic=Sign(_all([apart, tied]), (divides, *bound)),
        specialists=Sign(_all([apart, _not(tied)]), (divides, *bound)),
    )


def _against(found: Measured, bound: float | None) -> Evidence:
    low = found.value if found.caution is Caution.ALIKE else found.low
    says = Says.UNKNOWN
    if low is not None and bound is not None:
        says = Says.ABOVE if low > bound + 1e-9 else Says.NOT_ABOVE
    return Evidence(found.measure, says, bound, found.value, found.low, found.high)


def _shows(found: Evidence) -> bool | None:
    return None if found.says is Says.UNKNOWN else found.says is Says.ABOVE


def _not(known: bool | None) -> bool | None:
    return None if known is None else not known


def _all(known: Sequence[bool | None]) -> bool | None:
    if False in known:
        return False
    return None if None in known else True


def _any(known: Sequence[bool | None]) -> bool | None:
    return _not(_all([_not(one) for one in known])) if known else None
