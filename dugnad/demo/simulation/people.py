"""The people of a simulated movement: names, work, towns, languages, rhythms, and for how long they stay active."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from itertools import count

from dugnad.demo.simulation.chance import Lots, weibull_scale
from dugnad.demo.simulation.rhythms import QUIET, SHARES
from dugnad.demo.simulation.timeline import Person
from dugnad.demo.simulation.world import World

OTHER_LANGUAGES = ("prs", "ar", "fa", "so", "ti", "ps", "ckb", "uk", "fi", "tr", "am", "fr", "ru")
SPEAKS_ANOTHER = 0.3
"""Members with a language besides Swedish and English. Guessed, as are the next."""
HAS_PROFESSION = 0.6
CALLS = (0, 1, 2, 2, 2, 3, 4)
SAYS_QUIET = 0.75
PRONOUNS = ("she", "she", "she", "he", "he", "they", "", "")
TOWNS = 40
"""So many of the largest towns are lived in; the smaller ones next to them stand in asks as "near"."""
FOREVER = timedelta(days=20_000)
ARRIVAL_EXPONENT = 1.5
"""Joining goes down as (1 + t/tau)^-1.5 (4-measures, section 9, arrival times: a guess there, too)."""


def come(world: World) -> None:
    """Make everybody, in the order in which they arrive."""
    knobs = world.parameters
    handles = _handles(world)
    moments = sorted(_arrival(world) for _each in range(knobs.members))
    towns = Lots(range(len(world.around.towns[:TOWNS])), [math.sqrt(one.population + 1) for one in world.around.towns])
    busy = _busy(world)
    for number, (at, activity) in enumerate(zip(moments, busy, strict=True)):
        world.people.append(_person(world, number, next(handles), at, activity, towns))
        world.joined.append({})


def _arrival(world: World) -> datetime:
    """By inversion of the share that has come by t, with the rate (1 + t/tau)^-1.5."""
    days, tau = world.parameters.days, world.parameters.arrival_tau * world.parameters.days
    left = 1 - ARRIVAL_EXPONENT
    whole = (1 + days / tau) ** left
    t = tau * ((1 - world.rng.random() * (1 - whole)) ** (1 / left) - 1)
    return world.began + timedelta(seconds=round(min(t, days * 0.995) * 86_400))


def _busy(world: World) -> list[float]:
    """How active each is, with a mean near 1; the hyperactive are among the first who come."""
    knobs, rng = world.parameters, world.rng
    shape = knobs.activity_shape
    found = [
        0.0 if rng.random() < knobs.never_act else rng.gammavariate(shape, 1 / shape) for _each in range(knobs.members)
    ]
    others = sum(found)
    for number in range(min(knobs.hyperactive, knobs.members)):
        found[number] = others * knobs.hyperactive_share / (1 - knobs.hyperactive_share) / knobs.hyperactive
    return found


def _person(world: World, number: int, handle: str, at: datetime, activity: float, towns: Lots[int]) -> Person:
    rng, around = world.rng, world.around
    rhythm = Lots(list(SHARES), list(SHARES.values())).draw(rng)
    profession = rng.choice(around.professions) if rng.random() < HAS_PROFESSION else ""
    town = towns.draw(rng)
    english = rng.random() < world.parameters.english_share
    languages = ["en", "sv"] if english else ["sv", "en"] if rng.random() < 0.8 else ["sv"]
    if rng.random() < SPEAKS_ANOTHER:
        languages.append(rng.choice(OTHER_LANGUAGES))
    quiet = _quiet(world, rhythm)
    hyperactive = number < world.parameters.hyperactive
    return Person(
        number=number,
        handle=handle,
        languages=tuple(languages),
        town=town,
        profession=profession,
        skills=tuple(sorted(rng.sample(around.skills, rng.choice((1, 2, 2, 3, 3, 4))))),
        calls_per_week=rng.choice(CALLS),
        quiet_from=quiet[0],
        quiet_until=quiet[1],
        pronouns=rng.choice(PRONOUNS),
        about=_about(world, languages[0], profession, town),
        rhythm=rhythm,
        activity=activity,
        arrives_at=at,
        silent_at=at + (FOREVER if hyperactive or number < world.parameters.circle_count else _lasts(world)),
        says_goodbye=rng.random() < world.parameters.says_goodbye,
    )


def _lasts(world: World) -> timedelta:
    knobs = world.parameters
    scale = weibull_scale(knobs.survival_90, 90, knobs.survival_shape)
    days = world.rng.weibullvariate(scale, knobs.survival_shape)
    return timedelta(days=min(max(days, 0.2), FOREVER.days))


def _quiet(world: World, rhythm: str) -> tuple[time | None, time | None]:
    return QUIET[rhythm] if world.rng.random() < SAYS_QUIET else (None, None)


def _about(world: World, language: str, profession: str, town: int) -> str:
    tongue = world.around.phrases.tongues[language]
    lines = [line for line in tongue.sayings.about if profession or "{profession}" not in line]
    name = tongue.professions.get(profession, profession)
    return world.rng.choice(lines).format(profession=name, town=world.around.towns[town].name)


def _handles(world: World) -> Iterator[str]:
    """Names nobody has yet: a word, then a word and a letter, two words, in the end a number."""
    words, taken = list(world.around.phrases.handles), set(world.around.taken)
    world.rng.shuffle(words)
    letters = "abcdefghijklmoprstuv"
    for round_ in count():
        for word in words:
            other = world.rng.choice(words)
            endings = ("", f"_{world.rng.choice(letters)}", f".{other}", f"{world.rng.randrange(2, 99)}")
            name = word + endings[min(round_, 3)]
            if name.casefold() not in taken:
                taken.add(name.casefold())
                yield name
