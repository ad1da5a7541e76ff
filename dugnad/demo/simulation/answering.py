"""Who answers, and when: the respond-hazard of 4-measures, section 9.

Each of the n who can read an ask answers at the rate lambda * n^-0.7, which falls as the ask grows old. So an ask in a
circle of n gets a Poisson number of answers with a mean in proportion to n^0.3, times how much this ask draws people.
Which n answers is decided one by one, by who is active, awake, fits, and was helped by the asker before.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta

from dugnad.demo.simulation.asking import Ask
from dugnad.demo.simulation.calling import Call, Calling
from dugnad.demo.simulation.chance import poisson
from dugnad.demo.simulation.texts import Writer
from dugnad.demo.simulation.timeline import EMOTIONAL, PRACTICAL, Answered
from dugnad.demo.simulation.world import World

LOOKS = 20
"""So many people glance at an ask at one moment; if none of them is awake and apt, nobody answers then."""
MISSED = 1.7
"""How many more glances than answers there are, measured: it makes `answers_per_ask` come out."""
FITS, SPEAKS, LIVES_NEAR = 1.0, 0.6, 0.5
"""How apt somebody is: with a skill for the kind of ask; without; and how much of that is left from another town."""
CLEARS_THE_THROAT = timedelta(seconds=75)
"""Nobody answers sooner."""


class Answering:
    """Lets people answer asks, in order of time."""

    def __init__(self, world: World, writer: Writer) -> None:
        self.world, self.writer = world, writer
        self.made = 0
        self._helped: dict[int, list[tuple[datetime, int]]] = defaultdict(list)
        """For each person: whom they helped, and when."""
        sizes = [len(inside.people) for inside in world.inside]
        exponent = 1 - world.parameters.crowd_exponent
        self._usual = sum(size * size**exponent for size in sizes) / max(1, sum(sizes))
        self.calling = Calling(world, self._usual)

    def answer(self, ask: Ask) -> list[Call]:
        """Everything that others write to this ask. Returns the calls for it."""
        world, knobs = self.world, self.world.parameters
        exposed = world.inside[ask.circle].by(ask.at)
        appeal = world.rng.gammavariate(knobs.appeal_shape, 1 / knobs.appeal_shape)
        crowd = exposed ** (1 - knobs.crowd_exponent) / self._usual
        glances = poisson(world.rng, knobs.answers_per_ask * appeal * crowd * MISSED)
        calls = self.calling.call(ask, exposed)
        moments = [(self._moment(ask), -1) for _each in range(glances)]
        moments += [(call.comes_at, call.whom) for call in calls if call.says == "yes"]
        answered: set[int] = {ask.by}
        for at, called in sorted(moments):
            by = self._comes(ask, at, called, exposed, answered) if at < world.until else None
            if by is not None:
                answered.add(by)
                self._write(ask, by, at)
        return calls

    def _comes(self, ask: Ask, at: datetime, called: int, exposed: int, answered: set[int]) -> int | None:
        if called < 0:
            return self._who(ask, at, exposed, answered)
        return called if called not in answered and self._can(ask, called, at) else None

    def _moment(self, ask: Ask) -> datetime:
        hours = self.world.rng.expovariate(1 / self.world.parameters.attention_hours)
        return ask.at + CLEARS_THE_THROAT + timedelta(seconds=round(hours * 3600))

    def _who(self, ask: Ask, at: datetime, exposed: int, answered: set[int]) -> int | None:
        world = self.world
        if world.rng.random() < world.parameters.pay_back:
            owed = [one for since, one in self._helped[ask.by] if since < at and one not in answered]
            one = world.rng.choice(owed) if owed else ask.by
            if owed and self._can(ask, one, at) and world.rng.random() < self._awake(one, at):
                return one
        lots = world.inside[ask.circle].lots
        if not lots or not exposed:
            return None
        for _look in range(LOOKS):
            one = lots.draw(world.rng, exposed)
            if one in answered or not self._can(ask, one, at):
                continue
            if world.rng.random() < self._awake(one, at) * self._apt(ask, one):
                return one
        return None

    def _can(self, ask: Ask, one: int, at: datetime) -> bool:
        world = self.world
        return (
            world.acts_in(one, ask.circle, ask.at)
            and world.acts(one, at)
            and ask.language in world.people[one].languages
            and world.people[one].activity > 0
        )

    def _awake(self, one: int, at: datetime) -> float:
        return self.world.clock.readiness(self.world.people[one].rhythm, at)

    def _apt(self, ask: Ask, one: int) -> float:
        person = self.world.people[one]
        fitting = self.world.around.kinds[ask.kind]
        fit = FITS if person.profession in fitting or any(skill in fitting for skill in person.skills) else SPEAKS
        return fit if person.town == ask.town else fit * LIVES_NEAR

    def _write(self, ask: Ask, by: int, at: datetime) -> None:
        world = self.world
        apt = self._apt(ask, by) >= FITS * LIVES_NEAR
        share = world.parameters.emotional_share + (-0.15 if apt else 0.15)
        nature = EMOTIONAL if world.rng.random() < share else PRACTICAL
        town = world.people[by].town
        text = self.writer.answer(ask.circle, ask.kind, nature, ask.language, town, ask.used)
        world.tell(Answered(at, by, self.made, ask.number, nature, text))
        ask.answers.append((self.made, by, at, nature))
        self._helped[by].append((at, ask.by))
        self.made += 1

    def add(self, ask: Ask, at: datetime) -> None:
        """The asker adds words."""
        text = self.writer.added(ask.circle, ask.language, ask.town, ask.used)
        if self.world.tell(Answered(at, ask.by, self.made, ask.number, "", text)):
            self.made += 1
