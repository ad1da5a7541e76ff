"""What a simulation knows while it runs."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from dugnad.demo.simulation.inside import SOON, Inside
from dugnad.demo.simulation.parameters import Parameters
from dugnad.demo.simulation.rhythms import Clock
from dugnad.demo.simulation.surroundings import Surroundings
from dugnad.demo.simulation.timeline import Event, Person, Room


@dataclass
class World:
    """`events` grows in no order; `simulate` sorts it in the end."""

    parameters: Parameters
    rng: Random
    around: Surroundings
    began: datetime
    until: datetime
    clock: Clock
    people: list[Person] = field(default_factory=list)
    rooms: list[Room] = field(default_factory=list)
    inside: list[Inside] = field(default_factory=list)
    joined: list[dict[int, datetime]] = field(default_factory=list)
    """For each person: when they came into which circle."""
    events: list[Event] = field(default_factory=list)

    def tell(self, event: Event) -> bool:
        """Let it happen, if its time has come before the end. Whether it did."""
        if event.at >= self.until:
            return False
        self.events.append(event)
        return True

    def acts(self, person: int, at: datetime) -> bool:
        """Whether this person is still active then."""
        return self.people[person].arrives_at <= at < self.people[person].silent_at

    def acts_in(self, person: int, circle: int, at: datetime) -> bool:
        """Whether this person is active in the circle then."""
        since = self.joined[person].get(circle)
        return since is not None and since + SOON <= at < self.people[person].silent_at

    def minutes(self, low: float, high: float) -> timedelta:
        """A time between `low` and `high` minutes, to the second."""
        return timedelta(seconds=round(self.rng.uniform(low, high) * 60))


def new_world(parameters: Parameters, seed: int, around: Surroundings, until: datetime) -> World:
    """An empty one that ends at `until`."""
    began = until.replace(microsecond=0) - timedelta(days=parameters.days)
    return World(parameters, Random(seed), around, began, until, Clock(ZoneInfo(around.zone)))
