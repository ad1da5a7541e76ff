"""How well an ask suits a member, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

WITHOUT_SKILL: Final = 0.2
"""What is left of the fit of somebody with none of the skills asked for: advice, company, knowing whom to ask."""
WITHOUT_LANGUAGE: Final = 0.1
"""What is left without a language in common."""
NEAR_KM: Final = 5.0
"""A member at most this far away may be told that it is near them."""


@dataclass(frozen=True)
class Fit:
    """How well an ask suits each of n members, and the parts it is the product of; arrays of shape (n,), 0 to 1.

    A part that the ask does not look at is 1 for everybody, and is no reason for anybody.
    """

    total: NDArray[np.float64]
    skill: NDArray[np.float64]
    language: NDArray[np.float64]
    nearness: NDArray[np.float64]
    km: NDArray[np.float64]
    """As given; NaN where unknown, or for everybody if distance was not looked at."""
    looked_at: tuple[str, ...]

    def reasons(self, member: int) -> tuple[str, ...]:
        """Why this ask comes to this member: of "skill", "language", "near", those that hold, in that order.

        "skill" and "language" hold where they match to at least half, "near" within `NEAR_KM`.
        """
        half = {"skill": _half(WITHOUT_SKILL), "language": _half(WITHOUT_LANGUAGE)}
        held = [part for part in half if part in self.looked_at and getattr(self, part)[member] >= half[part]]
        near = "near" in self.looked_at and self.km[member] <= NEAR_KM
        return (*held, "near") if near else tuple(held)


def fit(
    members: int,
    *,
    skill: ArrayLike | None = None,
    language: ArrayLike | None = None,
    km: ArrayLike | None = None,
    half_km: float = 20.0,
) -> Fit:
    """How well an ask suits each of `members` people.

    `skill`, `language`: how much of what is asked for each has, 0 to 1; None where nothing in particular is asked for.
    `km`: distance to each, NaN where unknown; None where distance does not matter. `half_km`: at this distance half of
    the nearness is left, 1 / (1 + km / half_km); who gave no place counts as that far away. The product of the parts is
    how much of their readiness to answer is left (see `chance`).

    Raises ValueError for other lengths or ranges.
    """
    skills = _part(members, skill, WITHOUT_SKILL)
    languages = _part(members, language, WITHOUT_LANGUAGE)
    away = np.full(members, np.nan) if km is None else np.asarray(km, np.float64)
    if away.shape != (members,) or (away < 0).any() or not half_km > 0:
        raise ValueError("distances are one per member and not below 0, and half_km is above 0")
    nearness = np.ones(members) if km is None else 1 / (1 + np.where(np.isnan(away), half_km, away) / half_km)
    given = {"skill": skill, "language": language, "near": km}
    looked_at = tuple(name for name, values in given.items() if values is not None)
    return Fit(skills * languages * nearness, skills, languages, nearness, away, looked_at)


def _part(members: int, matches: ArrayLike | None, without: float) -> NDArray[np.float64]:
    if matches is None:
        return np.ones(members)
    match = np.asarray(matches, np.float64)
    if match.shape != (members,) or not ((match >= 0) & (match <= 1)).all():
        raise ValueError("matches are one per member, between 0 and 1")
    return without + (1 - without) * match


def _half(without: float) -> float:
    return without + (1 - without) / 2
