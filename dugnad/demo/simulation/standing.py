"""Standing help: who offers what and when, and the places that asks take in it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from dugnad.demo.simulation.asking import Ask
from dugnad.demo.simulation.chance import poisson
from dugnad.demo.simulation.texts import Writer
from dugnad.demo.simulation.timeline import Agreed, Offered, Person, Reserved
from dugnad.demo.simulation.world import World
from dugnad.demo.wording import Standing

WEEKS = 6
"""For so long an offer stands."""
HOURS = {
    "beds": (time(18), timedelta(hours=15)),
    "hours": (time(18), timedelta(hours=2)),
    "seats": (time(7, 30), timedelta(hours=2)),
    "things": (time(12), timedelta(hours=6)),
}
"""By unit: from when, and for how long."""
TAKES = 0.4
"""Of asks for which a place is free within days: those that take it. Guessed."""
DAYS_AHEAD = timedelta(days=9)
AGREES_WITHIN = 19 * 60
"""Minutes; well before a held place goes back by itself."""


@dataclass
class Offer:
    number: int
    by: int
    at: datetime
    kind: str
    capacity: int
    stretches: tuple[tuple[datetime, datetime], ...]
    taken: Counter[int] = field(default_factory=Counter)


def offer(world: World, writer: Writer) -> dict[tuple[int, str], list[Offer]]:
    """All offers, by circle and kind."""
    made: dict[tuple[int, str], list[Offer]] = defaultdict(list)
    number = 0
    for person in world.people:
        for _each in range(poisson(world.rng, world.parameters.offers_per_member * min(person.activity, 3.0))):
            told = _offer(world, writer, person, number)
            if told and world.tell(told):
                number += 1
                made[told.circle, told.kind].append(
                    Offer(told.offer, told.by, told.at, told.kind, told.capacity, told.stretches)
                )
    return made


def _offer(world: World, writer: Writer, person: Person, number: int) -> Offered | None:
    rng, tongue = world.rng, world.around.phrases.tongues[person.languages[0]]
    end = min(person.silent_at, world.until)
    at = person.arrives_at + timedelta(seconds=int(rng.random() * (end - person.arrives_at).total_seconds()))
    at = world.clock.ready_from(rng, person.rhythm, at)
    circles = [circle for circle in world.joined[person.number] if world.acts_in(person.number, circle, at)]
    if not circles:
        return None
    told = rng.choice(tongue.offers)
    slots = writer.slots(tongue, person.town)
    return Offered(
        at=at,
        by=person.number,
        offer=number,
        circle=rng.choice(circles),
        kind=told.kind,
        title=rng.choice(told.titles).format(**slots),
        text=rng.choice(told.texts).format(**slots),
        unit=told.unit,
        capacity=told.capacity,
        stretches=_stretches(world, told, at),
    )


def _stretches(world: World, told: Standing, at: datetime) -> tuple[tuple[datetime, datetime], ...]:
    """Once a week, at the same hour by the local clock."""
    starts, lasts = HOURS[told.unit]
    day = at.astimezone(world.clock.zone).date() + timedelta(days=world.rng.randint(1, 7))
    begins = [datetime.combine(day + timedelta(weeks=week), starts, world.clock.zone) for week in range(WEEKS)]
    return tuple((one.astimezone(at.tzinfo), (one + lasts).astimezone(at.tzinfo)) for one in begins)


class Taking:
    """Asks take places in offers."""

    def __init__(self, world: World, offers: dict[tuple[int, str], list[Offer]]) -> None:
        self.world, self.offers = world, offers
        self.made = 0

    def take(self, ask: Ask, over: datetime) -> None:
        """The asker may hold a place that is free soon; whoever offers it agrees. `over`: when the ask ended."""
        world = self.world
        at = world.clock.ready_from(world.rng, world.people[ask.by].rhythm, ask.at + world.minutes(10, 300))
        agreed = at + world.minutes(5, AGREES_WITHIN)
        for offer in self.offers.get((ask.circle, ask.kind), []):
            stretch = self._free(offer, at, agreed) if offer.by != ask.by else None
            if stretch is None or not world.acts_in(offer.by, ask.circle, agreed):
                continue
            wants = at < over and world.acts_in(ask.by, ask.circle, at) and world.rng.random() < TAKES
            if wants and world.tell(Reserved(at, ask.by, self.made, offer.number, stretch, ask.number)):
                offer.taken[stretch] += 1
                world.tell(Agreed(agreed, offer.by, self.made))
                self.made += 1
            return

    def _free(self, offer: Offer, at: datetime, agreed: datetime) -> int | None:
        if offer.at >= at:
            return None
        for number, (starts, _ends) in enumerate(offer.stretches):
            if agreed < starts < at + DAYS_AHEAD and offer.taken[number] < offer.capacity:
                return number
        return None
