"""The whole simulation: parameters and a seed in, everything that happened out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from dugnad.demo.simulation import asking, coming, people, rooms, standing
from dugnad.demo.simulation.answering import Answering
from dugnad.demo.simulation.ending import Ending
from dugnad.demo.simulation.parameters import Parameters
from dugnad.demo.simulation.surroundings import Surroundings
from dugnad.demo.simulation.texts import Writer
from dugnad.demo.simulation.timeline import Timeline
from dugnad.demo.simulation.world import World, new_world

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and of how much."""


def unseen(what: str, done: int, of: int) -> None:
    """Progress that nobody looks at."""


def simulate(
    parameters: Parameters, seed: int, *, around: Surroundings, until: datetime, progress: Progress = unseen
) -> Timeline:
    """What happens from `parameters.days` before `until` up to it. The same arguments give the same timeline."""
    return _lived(new_world(parameters, seed, around, until), progress)


def _lived(world: World, progress: Progress) -> Timeline:
    writer = Writer(world.around, world.rng)
    people.come(world)
    rooms.make_rooms(world)
    coming.fill_rooms(world)
    asks = asking.ask(world, writer)
    taking = standing.Taking(world, standing.offer(world, writer))
    answering = Answering(world, writer)
    ending = Ending(world, answering)
    for done, ask in enumerate(asks, 1):
        calls = answering.answer(ask)
        over = ending.end(ask)
        answering.calling.settle(ask, calls, over)
        taking.take(ask, over)
        progress("living", done, len(asks))
    world.events.sort(key=lambda event: event.at)
    return Timeline(tuple(world.people), tuple(world.rooms), tuple(world.events))
