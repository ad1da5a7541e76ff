"""Life that goes on: simulated people act on a running demo movement, through the ordinary actions, as time passes.

They answer whoever asks, a visitor too; but nobody acts here for somebody who could come and act themselves.
"""

from __future__ import annotations

import heapq
import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from random import Random

from django.db import OperationalError

from dugnad.demo import kept
from dugnad.demo.living import Deeds, Told
from dugnad.demo.simulation.kinds import SUPPORT
from dugnad.demo.simulation.parameters import Parameters
from dugnad.kit.refusal import Refused

log = logging.getLogger(__name__)
LOOK = 1.0
"""Seconds between two looks at what is new."""
MOST_A_MINUTE = 120
"""Acts, whatever the speed: somebody is to read them."""
MOST_PLANNED = 2000
"""Deeds that wait for their time. What comes on top is left undone."""
FIRST = 4.0
"""Seconds until the first ask."""


@dataclass(order=True)
class Planned:
    """Something to be done at `due`, by the monotonic clock."""

    due: float
    number: int
    do: Callable[[], object] = field(compare=False)


class Life:
    """What is to be done when. `speed`: how many of their hours pass in one."""

    def __init__(self, deeds: Deeds, parameters: Parameters, speed: float, rng: Random) -> None:
        self.deeds, self.parameters, self.speed, self.rng = deeds, parameters, speed, rng
        self._planned: list[Planned] = []
        self._done: deque[float] = deque(maxlen=MOST_A_MINUTE)
        self._number = 0
        self.plan(FIRST, self._ask)

    def plan(self, seconds: float, do: Callable[[], object]) -> None:
        """Do it in so many seconds, of ours."""
        if len(self._planned) < MOST_PLANNED:
            self._number += 1
            heapq.heappush(self._planned, Planned(time.monotonic() + seconds, self._number, do))

    def hours(self, mean: float) -> float:
        """Seconds of ours until something that takes `mean` of their hours, give or take."""
        return self.rng.expovariate(1 / mean) * 3600 / self.speed

    def look(self) -> None:
        """Plan what follows from the news."""
        for ask, by_visitor in self.deeds.new_asks():
            for delay in self._answers(by_visitor):
                self.plan(delay, partial(self.deeds.answer, ask))
            self.plan(self.hours(30), partial(self.deeds.resolve, ask))
        for answer in self.deeds.new_answers():
            self.plan(self.hours(0.5), partial(self.deeds.thank, answer))
        for call in self.deeds.new_calls():
            self.plan(self.rng.uniform(5, 90), partial(self.deeds.hear, call))

    def _answers(self, by_visitor: bool) -> list[float]:
        """After how many seconds somebody answers. A visitor who asks need not wait for long."""
        knobs = self.parameters
        appeal = self.rng.gammavariate(knobs.appeal_shape, 1 / knobs.appeal_shape)
        count = min(20, round(knobs.answers_per_ask * appeal))
        soon = [self.rng.uniform(15, 60), self.rng.uniform(40, 150)] if by_visitor else []
        return soon + [self.hours(knobs.attention_hours) for _each in range(count)]

    def _ask(self) -> None:
        self.plan(self.hours(1 / self.deeds.asks_an_hour), self._ask)
        self.deeds.ask()

    def act(self) -> None:
        """Do what is due, as long as it is not too much for one minute."""
        moment = time.monotonic()
        while self._planned and self._planned[0].due <= moment and not self._is_too_much(moment):
            planned = heapq.heappop(self._planned)
            try:
                planned.do()
                self._done.append(moment)
            except (Refused, OperationalError) as reason:  # changed meanwhile, or busy: they let it be, as people do
                log.info("Somebody did not act: %s", type(reason).__name__)

    def _is_too_much(self, moment: float) -> bool:
        return len(self._done) == MOST_A_MINUTE and moment - self._done[0] < 60


def run(
    stopping: threading.Event, *, speed: float, minutes: float, say: Callable[[str], None], seed: int | None = None
) -> Told:
    """Let them live until `stopping` is set, or for so many minutes. Returns what they did."""
    rng = Random(seed)
    was = kept.read()
    parameters = was.parameters if was else SUPPORT
    deeds = Deeds(parameters, rng, say)
    life = Life(deeds, parameters, max(speed, 0.01), rng)
    ends = time.monotonic() + minutes * 60
    while not stopping.wait(LOOK) and time.monotonic() < ends:
        life.look()
        life.act()
    return deeds.told
