"""Who asks what, when, and where."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from dugnad.demo.simulation.chance import Lots
from dugnad.demo.simulation.inside import SOON
from dugnad.demo.simulation.texts import Writer
from dugnad.demo.simulation.timeline import Asked
from dugnad.demo.simulation.world import World

URGENCIES = ("now", "today", "this_week", "no_hurry")
PATIENCE = (timedelta(minutes=15), timedelta(hours=2), timedelta(hours=24), timedelta(hours=72))
"""By urgency: how long an ask stands unanswered before its stewards hear. A test holds it to the platform's own."""
TRIES = 60
MOST_ACTIVE = 3.0
"""Nobody asks more than so many times as often as others, however much they answer."""


@dataclass
class Ask:
    """An ask while it is lived through. `answers`: number, by, at, nature. `used`: sentences said in it."""

    number: int
    circle: int
    by: int
    at: datetime
    kind: str
    urgency: int
    language: str
    town: int
    answers: list[tuple[int, int, datetime, str]] = field(default_factory=list)
    used: set[str] = field(default_factory=set)


def ask(world: World, writer: Writer) -> list[Ask]:
    """All asks, in order of time."""
    moments = _moments(world)
    return [_ask(world, writer, number, *moment) for number, moment in enumerate(moments)]


def _moments(world: World) -> list[tuple[datetime, int, int]]:
    """When, by whom and in which circle: more by those who are active and stay for long."""
    people = [one.number for one in world.people if world.joined[one.number]]
    starts = {one: min(world.joined[one].values()) + SOON for one in people}
    ends = {one: min(world.people[one].silent_at, world.until) for one in people}
    weights = [
        min(world.people[one].activity, MOST_ACTIVE) * max(0.0, (ends[one] - starts[one]).total_seconds())
        for one in people
    ]
    lots = Lots(people, weights)
    found = []
    for _each in range(world.parameters.ask_count if lots else 0):
        moment = _moment(world, lots, starts, ends)
        if moment:
            found.append(moment)
    return sorted(found)


def _moment(
    world: World, lots: Lots[int], starts: dict[int, datetime], ends: dict[int, datetime]
) -> tuple[datetime, int, int] | None:
    for _try in range(TRIES):
        person = lots.draw(world.rng)
        span = (ends[person] - starts[person]).total_seconds()
        at = starts[person] + timedelta(seconds=int(world.rng.random() * span))
        if world.rng.random() < world.clock.readiness(world.people[person].rhythm, at):
            circles = [circle for circle in world.joined[person] if world.acts_in(person, circle, at)]
            if circles:
                return at, person, world.rng.choice(circles)
    return None


def _ask(world: World, writer: Writer, number: int, at: datetime, by: int, circle: int) -> Ask:
    person, room = world.people[by], world.rooms[circle]
    language = person.languages[0] if world.rng.random() < 0.7 else room.language
    language = language if language in person.languages else person.languages[0]
    town = person.town if room.town is None or world.rng.random() < 0.4 else room.town
    written = writer.ask(circle, language, town)
    urgency = URGENCIES.index(written.urgency)
    spoken = [language, *(code for code in person.languages if code != language)]
    world.tell(
        Asked(
            at, by, number, circle, written.kind, urgency, written.title, written.text,
            town if world.rng.random() < 0.7 else None, tuple(spoken), written.case,
        )
    )  # fmt: skip
    return Ask(number, circle, by, at, written.kind, urgency, language, town)
