"""What a simulated movement finds when it begins: towns, skills, kinds of asks, words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dugnad.demo.wording import Phrases


@dataclass(frozen=True)
class Town:
    """A town of the gazetteer. `number` is its id there."""

    number: int
    name: str
    latitude: float
    longitude: float
    population: int


@dataclass(frozen=True)
class Surroundings:
    """`professions` and `skills` are codes of the skills tree; `kinds` name the codes that fit each kind of ask.

    `taken`: handles and names of circles that others have, in any case.
    """

    towns: tuple[Town, ...]
    professions: tuple[str, ...]
    skills: tuple[str, ...]
    kinds: Mapping[str, tuple[str, ...]]
    phrases: Phrases
    zone: str = "Europe/Stockholm"
    taken: frozenset[str] = field(default_factory=frozenset)
