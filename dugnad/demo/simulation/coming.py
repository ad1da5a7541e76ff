"""How people come into the circles of a simulated movement, and how they go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from dugnad.demo.simulation.chance import Lots
from dugnad.demo.simulation.timeline import (
    Admitted,
    Applied,
    Arrived,
    CameByLink,
    FollowedLink,
    Invited,
    Joined,
    Left,
    MadeSteward,
    Person,
    Room,
    Vouched,
)
from dugnad.demo.simulation.world import World

SETTLED = timedelta(days=31)
"""A day more than somebody has to be in a circle before their word counts."""
STEWARDS = 3
"""In each circle, its founder among them, once enough have been there for a while."""
NEXT_CIRCLE = 0.5
"""Members who come into a second circle, and so many of these into a third. Guessed, as are the next."""
DAYS_BETWEEN = 20.0
WAYS = {"link": 0.5, "admitted": 0.25, "vouched": 0.25}
"""Into circles that are not open."""
BY_LINK = 0.3
"""Into those that are."""
NEAR_BY, SAME_WORK, OPEN, SHUT = 8.0, 6.0, 1.0, 0.2
"""How much a circle draws somebody: by its town, by its profession, and otherwise."""


@dataclass(frozen=True)
class Coming:
    """Somebody turns to a circle. `newcomer`: they make their account for it."""

    at: datetime
    person: Person
    newcomer: bool
    room: Room


class Links:
    """Numbers for the links that stewards make."""

    def __init__(self) -> None:
        self.made = 0

    def next(self) -> int:
        """A number nobody has."""
        self.made += 1
        return self.made - 1


def fill_rooms(world: World) -> None:
    """Everybody comes into a circle or some; those who say goodbye leave."""
    links = Links()
    ways: dict[str, Callable[[World, Coming, Links], datetime | None]] = {
        "walk": _walk, "link": _by_link, "admitted": _admitted, "vouched": _vouched,
    }  # fmt: skip
    for at, person, newcomer in _turns(world):
        room = _chosen(world, person, at)
        if room is None:
            if newcomer:
                world.tell(Arrived(at, person.number))
            continue
        coming = Coming(at, person, newcomer, room)
        joined = ways[_way(world, room)](world, coming, links) or _by_link(world, coming, links)
        if joined and joined < world.until:
            _settle(world, person, room, joined)
    _say_goodbye(world)
    for inside in world.inside:
        inside.lots = Lots(inside.people, [world.people[one].activity for one in inside.people])


def _turns(world: World) -> list[tuple[datetime, Person, bool]]:
    """Who turns to a circle when: first on arriving, the founders after that."""
    rng, found = world.rng, []
    for person in world.people:
        founds = bool(world.joined[person.number])
        if not founds:
            found.append((person.arrives_at, person, True))
        at, more = person.arrives_at, len(world.rooms) if person.number < world.parameters.hyperactive else 0
        while more > 1 or rng.random() < NEXT_CIRCLE:
            at += timedelta(hours=3) if more else timedelta(days=rng.expovariate(1 / DAYS_BETWEEN), hours=8)
            if at >= min(person.silent_at, world.until):
                break
            found.append((at, person, False))
            more -= 1
    return sorted(found, key=lambda turn: (turn[0], turn[1].number))


def _chosen(world: World, person: Person, at: datetime) -> Room | None:
    there = [room for room in world.rooms if world.inside[room.number].since[0] < at - timedelta(hours=4)]
    there = [room for room in there if room.number not in world.joined[person.number]]
    lots = Lots(there, [_draws(person, room) for room in there])
    return lots.draw(world.rng) if lots else None


def _draws(person: Person, room: Room) -> float:
    if room.town == person.town:
        return NEAR_BY
    if room.profession and room.profession == person.profession:
        return SAME_WORK
    return OPEN if room.openness == "open" else SHUT


def _way(world: World, room: Room) -> str:
    if room.openness == "open":
        return "link" if world.rng.random() < BY_LINK else "walk"
    return Lots(list(WAYS), list(WAYS.values())).draw(world.rng)


def _settle(world: World, person: Person, room: Room, at: datetime) -> None:
    """They are in; and may be trusted with the circle after some days."""
    inside = world.inside[room.number]
    inside.add(person.number, at)
    world.joined[person.number][room.number] = at
    trusted = at + world.minutes(3 * 1440, 12 * 1440)
    stays = person.silent_at > world.until and person.activity > 0
    if (
        stays
        and len(inside.stewards) < STEWARDS
        and world.tell(MadeSteward(trusted, room.founder, room.number, person.number))
    ):
        inside.stewards.append((trusted, person.number))


def _steward(world: World, room: Room, at: datetime) -> int:
    return world.rng.choice([one for since, one in world.inside[room.number].stewards if since < at])


def _walk(world: World, coming: Coming, links: Links) -> datetime | None:
    at = _arrive(world, coming)
    world.tell(Joined(at, coming.person.number, coming.room.number))
    return at


def _arrive(world: World, coming: Coming, by: int = -1) -> datetime:
    """Tell of the arrival of a newcomer; when they go on to the circle."""
    if not coming.newcomer:
        return coming.at
    world.tell(Arrived(coming.at, coming.person.number, by))
    return coming.at + world.minutes(2, 15)


def _by_link(world: World, coming: Coming, links: Links) -> datetime | None:
    sent = coming.at - world.minutes(20, 180)
    by, link, room = _steward(world, coming.room, sent), links.next(), coming.room.number
    note = world.rng.choice(world.around.phrases.tongues[coming.room.language].sayings.invitations)
    world.tell(Invited(sent, by, room, link, note))
    at = _arrive(world, coming, by)
    if coming.newcomer:
        world.tell(FollowedLink(coming.at + timedelta(seconds=1), coming.person.number, room, link))
    world.tell(CameByLink(at, coming.person.number, room, link))
    return at


def _apply(world: World, coming: Coming) -> datetime:
    words = world.around.phrases.tongues[coming.person.languages[0]].sayings.applications
    at = _arrive(world, coming)
    answers = tuple(world.rng.choice(words) for _question in coming.room.questions)
    world.tell(Applied(at, coming.person.number, coming.room.number, answers))
    return at


def _admitted(world: World, coming: Coming, links: Links) -> datetime | None:
    asked = _apply(world, coming)
    at = asked + world.minutes(60, 40 * 60)
    world.tell(Admitted(at, _steward(world, coming.room, asked), coming.room.number, coming.person.number))
    return at


def _vouched(world: World, coming: Coming, links: Links) -> datetime | None:
    """On the words of two who have been there for a month; None where there are no two."""
    rng, room = world.rng, coming.room
    inside, last = world.inside[room.number], coming.at + timedelta(hours=48)
    settled = [
        one
        for one, since in zip(inside.people, inside.since, strict=True)
        if since < coming.at - SETTLED and world.people[one].silent_at > last and world.people[one].activity > 0
    ]
    if len(settled) < 2:
        return None
    at = _apply(world, coming)
    for by, is_last in zip(rng.sample(settled, 2), (False, True), strict=True):
        at += world.minutes(30, 20 * 60)
        words = rng.choice(world.around.phrases.tongues[world.people[by].languages[0]].sayings.vouches)
        world.tell(Vouched(at, by, room.number, coming.person.number, words, is_last))
    return at


def _say_goodbye(world: World) -> None:
    """Those who stop with a click leave their circles. Stewards stay: somebody has to."""
    for person in world.people:
        if not person.says_goodbye or person.silent_at >= world.until:
            continue
        for number, (circle, joined) in enumerate(sorted(world.joined[person.number].items())):
            if joined < person.silent_at and person.number not in dict.fromkeys(
                one for _since, one in world.inside[circle].stewards
            ):
                world.tell(Left(person.silent_at + timedelta(seconds=number), person.number, circle))
