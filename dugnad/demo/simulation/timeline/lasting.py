"""Standing help, and pages of what worked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from dugnad.demo.simulation.timeline.base import Event


@dataclass(frozen=True, slots=True)
class Offered(Event):
    """`stretches`: when it stands, from and until."""

    offer: int
    circle: int
    kind: str
    title: str
    text: str
    unit: str
    capacity: int
    stretches: tuple[tuple[datetime, datetime], ...]


@dataclass(frozen=True, slots=True)
class Reserved(Event):
    """Held one place of a stretch (its number in the offer) for an ask of theirs."""

    reservation: int
    offer: int
    stretch: int
    ask: int


@dataclass(frozen=True, slots=True)
class Agreed(Event):
    reservation: int


@dataclass(frozen=True, slots=True)
class Distilled(Event):
    """Wrote down what worked for an ask, from these answers."""

    living: int
    ask: int
    answers: tuple[int, ...]
    title: str
    text: str
    jurisdiction: str
    review_on: date
