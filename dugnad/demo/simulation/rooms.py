"""The circles of a simulated movement: by town and by profession, each founded by one of the first who come."""

from __future__ import annotations

import math
from datetime import timedelta

from dugnad.demo.simulation.inside import Inside
from dugnad.demo.simulation.texts import sentence
from dugnad.demo.simulation.timeline import Arrived, Founded, Room
from dugnad.demo.simulation.world import World

AFTER_ARRIVING = timedelta(minutes=5)


def make_rooms(world: World) -> None:
    """Circles, by town and by profession in turn, each founded by one of the first who come."""
    towns = [number for number, _times in _by_members(world)]
    professions = list(world.around.professions)
    world.rng.shuffle(professions)
    count = world.parameters.circle_count
    opened = set(world.rng.sample(range(count), math.ceil(count * world.parameters.open_circles)))
    for number in range(count):
        town = towns[(number // 2) % len(towns)] if number % 2 == 0 else None
        profession = "" if town is not None else professions[(number // 2) % len(professions)]
        _found(world, _room(world, number, town, profession, number in opened))


def _by_members(world: World) -> list[tuple[int, int]]:
    times: dict[int, int] = {}
    for person in world.people:
        times[person.town] = times.get(person.town, 0) + 1
    return sorted(times.items(), key=lambda pair: (-pair[1], pair[0]))


def _room(world: World, number: int, town: int | None, profession: str, is_open: bool) -> Room:
    rng = world.rng
    language = "en" if rng.random() < world.parameters.english_share / 2 else "sv"
    tongue = world.around.phrases.tongues[language]
    words = tongue.rooms
    slots = {
        "town": world.around.towns[town].name if town is not None else "",
        "profession": tongue.professions.get(profession, profession).lower(),
    }
    names = words.of_town if town is not None else words.of_profession
    purposes = words.town_purposes if town is not None else words.profession_purposes
    openness = "open" if is_open else "closed"
    return Room(
        number=number,
        name=_free_name(world, [sentence(name.format(**slots)) for name in names]),
        purpose=rng.choice(purposes).format(**slots),
        norms=rng.choice(words.norms),
        questions=() if openness == "open" else (words.question,),
        openness=openness,
        town=town,
        profession=profession,
        language=language,
        founder=number % min(len(world.people), world.parameters.circle_count),
    )


def _free_name(world: World, names: list[str]) -> str:
    taken = {room.name.casefold() for room in world.rooms} | world.around.taken
    free = [name for name in names if name.casefold() not in taken]
    if free:
        return world.rng.choice(free)
    return f"{world.rng.choice(names)} {len(world.rooms) + 1}"


def _found(world: World, room: Room) -> None:
    founder = world.people[room.founder]
    if not world.joined[founder.number]:
        world.tell(Arrived(founder.arrives_at, founder.number))
    at = founder.arrives_at + AFTER_ARRIVING * (1 + len(world.joined[founder.number]))
    world.tell(Founded(at, founder.number, room.number))
    world.rooms.append(room)
    world.inside.append(Inside([founder.number], [at], [(at, founder.number)]))
    world.joined[founder.number][room.number] = at
