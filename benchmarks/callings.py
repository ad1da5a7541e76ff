"""Ways of calling people to an ask: post to everyone, some at random, those who fit best, and ours."""

from __future__ import annotations

from abc import ABC, abstractmethod

import numpy as np
from numpy.typing import NDArray

from benchmarks.circle import Floats
from benchmarks.circle_year import NOBODY, Rows, View
from dugnad.methods.matching import SURE, Candidates, Prior, choose, fit, posterior

NO_ONE: tuple[Rows, Floats] = NOBODY, np.empty(0)
WINDOW = 12
"""Hours that a wave has to answer before the next one goes: half of the horizon."""


def known_fit(view: View) -> Floats:
    """The platform's own formula, on what the platform knows."""
    circle, ask = view.circle, view.ask
    return fit(
        len(view.may),
        skill=circle.known_skills[:, ask.kind],
        language=circle.known_languages[:, ask.language] if ask.language >= 0 else None,
        km=None if ask.place is None else np.hypot(*(circle.place - ask.place).T),
    ).total


class Everyone:
    """A post that every member is told of."""

    posts: float | None = 1

    def __init__(self) -> None:
        self.forecasts: dict[int, float] = {}

    def call(self, view: View) -> tuple[Rows, Floats]:
        return NO_ONE


class AtOnce(ABC):
    """The `count` highest by some measure, all at once; of 2.4, three for four asks in ten and else two."""

    posts: float | None = None

    def __init__(self, count: float, seed: int) -> None:
        self.count = count
        self.forecasts: dict[int, float] = {}
        self.rng = np.random.default_rng([seed, 4])

    def call(self, view: View) -> tuple[Rows, Floats]:
        if view.hour > view.ask.hour:
            return NO_ONE
        worth = np.where(view.may, self.worth(view), -1.0)
        # Equals at random: a stable order would call the same people each time.
        order = np.lexsort((self.rng.random(len(worth)), -worth))[: int(self.count + self.rng.random())]
        rows = order[worth[order] >= 0]
        return rows, known_fit(view)[rows]

    @abstractmethod
    def worth(self, view: View) -> Floats:
        """Of each member, for this ask; not below 0."""


class Random(AtOnce):
    """Anybody."""

    def worth(self, view: View) -> Floats:
        return np.zeros(len(view.may))


class BestFit(AtOnce):
    """Who fits best."""

    def worth(self, view: View) -> Floats:
        return known_fit(view)


class BestRecord(AtOnce):
    """Who fits best and has answered most reliably so far."""

    def worth(self, view: View) -> Floats:
        state = view.state
        yes, no = posterior(state.answered, state.called, Prior.of_circle(state.answered.sum(), state.called.sum()))
        return known_fit(view) * yes / (yes + no)


class Ours:
    """Waves of calls, the next when one has run out of time or could not be made large enough."""

    def __init__(self, seed: int, *, needed: int = 1, sure: float = SURE, posts: float | None = None) -> None:
        self.posts = posts
        self.needed = needed
        self.sure = sure
        self.rng = np.random.default_rng([seed, 5])
        self.forecasts: dict[int, float] = {}
        self.until: dict[int, int] = {}
        self.waiting: dict[int, list[float]] = {}
        self.sure_of: set[int] = set()

    def call(self, view: View) -> tuple[Rows, Floats]:
        if view.hour >= self.until.get(view.number, 0):
            self.until[view.number] = view.hour + WINDOW
            self.waiting[view.number] = []
        elif view.number in self.sure_of:
            return NO_ONE
        state = view.state
        rows = np.flatnonzero(view.may)
        candidates = self._candidates(view, rows)
        wave = choose(
            candidates,
            Prior.of_circle(state.answered.sum(), state.called.sum()),
            needed=self.needed - view.answers,
            sure=self.sure,
            rng=self.rng,
            waiting=self.waiting[view.number],
        )
        if wave.reached and view.hour == view.ask.hour:
            self.forecasts[view.number] = wave.likely
        self.waiting[view.number] += wave.chances.tolist()
        (self.sure_of.add if wave.reached else self.sure_of.discard)(view.number)
        return rows[wave.chosen], candidates.fit[wave.chosen].astype(float)

    def _candidates(self, view: View, rows: Rows) -> Candidates:
        state, circle = view.state, view.circle
        quiet: NDArray[np.bool_] = circle.quiet_at[view.hour % 24]
        return Candidates.of(
            key=rows,
            fit=known_fit(view)[rows],
            answered=state.answered[rows],
            called=state.called[rows],
            recent=state.recent[rows],
            capacity=circle.capacity[rows],
            days=(view.hour - state.last[rows]) / 24,
            quiet=quiet[rows],
        )
