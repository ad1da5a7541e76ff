"""Who is in one circle of a simulated movement, and since when."""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from dugnad.demo.simulation.chance import Lots

SOON = timedelta(minutes=20)
"""Nobody asks or answers in a circle before they have been in it for so long."""


@dataclass
class Inside:
    """Who is in one circle: those who came, in order, with the moment they did. `stewards` with the moment, too.

    `lots` draws from `people`, by how active they are, once all have come.
    """

    people: list[int] = field(default_factory=list)
    since: list[datetime] = field(default_factory=list)
    stewards: list[tuple[datetime, int]] = field(default_factory=list)
    lots: Lots[int] | None = None

    def add(self, person: int, at: datetime) -> None:
        """Somebody came."""
        place = bisect(self.since, at)
        self.since.insert(place, at)
        self.people.insert(place, person)

    def by(self, at: datetime) -> int:
        """How many had come by then."""
        return bisect(self.since, at - SOON)
