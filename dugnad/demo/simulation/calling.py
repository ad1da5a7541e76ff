"""Who is called by name for an ask, and what they say to it.

Nobody is called above their capacity or in their quiet hours. Whoever is called answers at the rate lambda * g with
g = 1, three times that where their name is seen (4-measures, section 9); the rest of the numbers are guessed.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from dugnad.demo.simulation.asking import Ask
from dugnad.demo.simulation.timeline import AcceptedCall, Called, CallRanOut, DeclinedCall
from dugnad.demo.simulation.world import World

WAITS = (timedelta(minutes=7), timedelta(minutes=50), timedelta(hours=10), timedelta(hours=30))
"""By urgency: how long a call has for a word. A test holds it to the platform's own."""
WEEK = timedelta(days=7)
AFTER = timedelta(minutes=1)
CALLED = 3
LOOKED_AT = 40
AWAKE = 0.5
MOST_SURE = 0.5
DECLINES = 0.35
STAYS = timedelta(hours=70)
"""Nobody is called who leaves so soon: by then it is all over."""


@dataclass
class Call:
    """`says`: yes, no, or nothing. `comes_at`: when somebody who said yes means to answer."""

    number: int
    whom: int
    at: datetime
    says: str
    says_at: datetime
    comes_at: datetime


class Calling:
    """Calls, and how many each had in a week."""

    def __init__(self, world: World, usual: float) -> None:
        knobs = world.parameters
        self.world = world
        self.made = 0
        self._of: dict[int, list[datetime]] = defaultdict(list)
        self._rate = knobs.answers_per_ask / knobs.attention_hours / max(usual, 1e-9) * knobs.named_boost

    def call(self, ask: Ask, exposed: int) -> list[Call]:
        """The calls for this ask, told; none if it is told to everybody alone."""
        if self.world.rng.random() >= self.world.parameters.named_share or not exposed:
            return []
        at = ask.at + AFTER
        some = {self.world.rng.randrange(exposed) for _look in range(LOOKED_AT)}
        inside = self.world.inside[ask.circle].people
        fitting = [inside[place] for place in sorted(some) if self._may(ask, inside[place], at)]
        fitting.sort(key=lambda one: -self.fit(ask, one))
        made = [self._call(ask, one, at) for one in fitting[:CALLED]]
        return [one for one in made if one]

    def fit(self, ask: Ask, one: int) -> float:
        """How well it suits them."""
        wanted, person = self.world.around.kinds[ask.kind], self.world.people[one]
        skilled = person.profession in wanted or any(skill in wanted for skill in person.skills)
        return (0.5 if skilled else 0.25) + (0.5 if person.town == ask.town else 0.0)

    def _may(self, ask: Ask, one: int, at: datetime) -> bool:
        world, person = self.world, self.world.people[one]
        return (
            one != ask.by
            and person.activity > 0
            and world.acts_in(one, ask.circle, ask.at)
            and person.silent_at > at + STAYS
            and ask.language in person.languages
            and not world.clock.is_quiet(person.quiet_from, person.quiet_until, at)
            and sum(abs(at - called) < WEEK for called in self._of[one]) < person.calls_per_week
        )

    def _call(self, ask: Ask, one: int, at: datetime) -> Call | None:
        rng, wait = self.world.rng, WAITS[ask.urgency]
        if not self.world.tell(Called(at, -1, ask.number, self.made, one, self.fit(ask, one))):
            return None
        self._of[one].append(at)
        sure = min(MOST_SURE, 1 - math.exp(-self._rate * wait.total_seconds() / 3600 * AWAKE))
        luck = rng.random()
        says = "yes" if luck < sure else "no" if luck < sure + (1 - sure) * DECLINES else ""
        says_at = at + timedelta(seconds=round(wait.total_seconds() * rng.uniform(0.1, 0.9)))
        comes_at = says_at + timedelta(seconds=round(wait.total_seconds() * rng.uniform(0.1, 0.9)))
        self.made += 1
        return Call(self.made - 1, one, at, says, says_at, comes_at)

    def settle(self, ask: Ask, calls: list[Call], over: datetime) -> None:
        """Tell what was said, unless they came or it was over before."""
        for call in calls:
            came = [at for _number, by, at, _nature in ask.answers if by == call.whom]
            until = min([over, *came])
            answer_by = call.at + WAITS[ask.urgency]
            if call.says and call.says_at < until:
                said = AcceptedCall if call.says == "yes" else DeclinedCall
                self.world.tell(said(call.says_at, call.whom, call.number))
                answer_by = call.says_at + WAITS[ask.urgency]
                if call.says == "no":
                    continue
            if answer_by < until:
                self.world.tell(CallRanOut(answer_by, -1, call.number))
