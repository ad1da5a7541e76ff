"""What happens to the asks of a made-up circle over a year under some way of calling people.

Who answers, and what else is taken to be true, stands in benchmarks/circle.py.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from functools import cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from benchmarks.circle import AWAKE, STEP, Ask, Assumptions, Circle, Floats, make_asks, make_circle, suits

Rows = NDArray[np.int64]
NOBODY: Rows = np.empty(0, np.int64)

HORIZON = 24
WEEK = 7 * 24
LEAVES = 0.02
FIRST_AWAY, BACK_AGAIN = 27, 31
REFERENCE = 200
"""Members of the circle in which the rate lambda is set."""


@dataclass
class State:
    """What has happened so far."""

    members: int
    tired: Floats = field(init=False)
    left: NDArray[np.bool_] = field(init=False)
    recent: Floats = field(init=False)
    answered: Floats = field(init=False)
    called: Floats = field(init=False)
    last: Floats = field(init=False)
    calls: Floats = field(init=False)
    helped: Floats = field(init=False)
    log: deque[tuple[int, Rows]] = field(default_factory=deque)
    posts: deque[int] = field(default_factory=deque)
    told: Floats = field(init=False)
    nights: float = 0.0
    first: dict[int, bool] = field(default_factory=dict)
    """By ask: whether its first wave answered."""
    hour: int = 0

    def __post_init__(self) -> None:
        for name in ("tired", "recent", "answered", "called", "calls", "helped", "told"):
            setattr(self, name, np.zeros(self.members))
        self.left = np.zeros(self.members, bool)
        self.last = np.full(self.members, -np.inf)

    def advance(self, hour: int) -> None:
        """Time passes: people rest, and old calls no longer weigh."""
        self.tired *= 0.5 ** ((hour - self.hour) / (2 * WEEK))
        self.hour = hour
        while self.log and self.log[0][0] <= hour - WEEK:
            self.recent[self.log.popleft()[1]] -= 1
        while self.posts and self.posts[0] <= hour - WEEK:
            self.posts.popleft()


@dataclass(frozen=True)
class View:
    """What a way of calling may know when it decides: an ask, the circle as it is known, the past."""

    number: int
    ask: Ask
    circle: Circle
    state: State
    hour: int
    answers: int
    may: NDArray[np.bool_]
    """Who is a member, not the asker, and not called for this yet."""


class Calling(Protocol):
    """A way of calling people."""

    posts: float | None
    """Share of members who see the ask as a post; None: it is not posted. 1 means that all are told, and so called."""

    forecasts: dict[int, float]
    """By ask: what was said to be likely of its first wave, where that was said to be sure."""

    def call(self, view: View) -> tuple[Rows, Floats]:
        """Whom to call by name now, and how well it suits them: asked at once and then every `STEP` hours until there
        are answers enough."""


@dataclass(frozen=True)
class Outcome:
    """One year under one way of calling."""

    answered: float
    """Share of asks with as many answers as needed within the horizon."""
    interruptions: float
    """Calls by name and posts that somebody is told of, per ask."""
    gini: float
    """Of the interruptions each member had."""
    helped: float
    """Share of members who answered in time at least once."""
    lost: float
    """Share of members who left."""
    night: float
    """Share of calls by name that came in somebody's quiet hours."""
    forecast: float
    """Mean of what was said to be likely of those first waves that were said to be sure; NaN where nothing is said."""
    kept: float
    """Share of these waves in which as many as needed answered."""


@cache
def pace(posted: float, spread: float, crowd: float) -> float:
    """Lambda per day, such that `posted` of the asks of rested circles of 200 are answered by a post to everyone."""
    assumed = Assumptions(members=REFERENCE, spread=spread, asks_per_week=4)
    sums = []
    for seed in range(10):
        rng = np.random.default_rng([seed, 1])
        circle = make_circle(assumed, rng)
        sums += [suits(circle, ask) @ circle.readiness for ask in make_asks(assumed, circle, rng)]
    exposed = np.array(sums) / REFERENCE**crowd
    low, high = 0.0, 1000.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if (1 - np.exp(-middle * exposed)).mean() < posted else (low, middle)
    return low


def gini(amounts: Floats) -> float:
    """Of amounts that are not below 0: 0 where all have the same, near 1 where one has all; 0 where nobody has any."""
    ordered = np.sort(amounts)
    total = ordered.sum()
    count = len(ordered)
    return float((2 * np.arange(1, count + 1) - count - 1) @ ordered / (count * total)) if total else 0.0


@dataclass
class Course:
    """One ask on its way, from its first hour to its last."""

    ask: Ask
    rate: Floats
    """Answers an hour awake of each member, before g."""
    patience: Floats
    leaves: Floats
    drive: Floats
    """g of each member: 0 for who does not know of the ask."""
    pushed: Floats
    named: NDArray[np.bool_]
    fit: Floats
    """What the platform took the fit of those called for."""
    first: Rows
    """Who was called at once."""

    @property
    def came(self) -> NDArray[np.bool_]:
        """Who has answered."""
        return self.pushed >= self.patience


class Year:
    """One circle and its asks, to be lived under several ways of calling with the same luck."""

    def __init__(self, assumed: Assumptions, seed: int) -> None:
        self.assumed = assumed
        self.seed = seed
        rng = np.random.default_rng([seed, 2])
        self.circle = make_circle(assumed, rng)
        self.asks = make_asks(assumed, self.circle, rng)
        self.pace = pace(assumed.posted, assumed.spread, assumed.crowd)
        steps = range(0, HORIZON + 1, STEP)
        self.moments = sorted((ask.hour + step, number, step) for number, ask in enumerate(self.asks) for step in steps)

    def under(self, calling: Calling) -> Outcome:
        """What comes of the year: the steps of all asks in the order of time."""
        state = State(self.assumed.members)
        courses: dict[int, Course] = {}
        enough = 0
        for hour, number, step in self.moments:
            state.advance(hour)
            if step == 0:
                courses[number] = self._begin(calling, number, state)
            course = courses[number]
            if step < HORIZON:
                self._step(calling, number, course, state)
                continue
            enough += self._end(number, courses.pop(number), state) >= self.assumed.needed
        return self._outcome(calling, state, enough)

    def _outcome(self, calling: Calling, state: State, enough: int) -> Outcome:
        asks, calls = max(1, len(self.asks)), state.calls.sum()
        said = [(likely, state.first[number]) for number, likely in calling.forecasts.items()]
        forecast, kept = np.mean(said, axis=0).tolist() if said else (float("nan"), float("nan"))
        return Outcome(
            enough / asks,
            float(calls + state.told.sum()) / asks,
            gini(state.calls + state.told),
            float((state.helped > 0).mean()),
            float(state.left.mean()),
            float(state.nights / calls) if calls else 0.0,
            forecast,
            kept,
        )

    def _begin(self, calling: Calling, number: int, state: State) -> Course:
        """An ask is written, and posted if this way of calling does so."""
        luck, ask, count = np.random.default_rng([self.seed, 3, number]), self.asks[number], self.assumed.members
        patience, sees, leaves = luck.exponential(size=count), luck.random(count), luck.random(count)
        suit = suits(self.circle, ask)
        if self.assumed.all_or_nothing:
            suit = (luck.random(count) < suit).astype(float)
        rate = self.pace * self.circle.readiness * suit * ask.mood / AWAKE
        drive = np.zeros(count)
        if calling.posts is not None:
            drive[sees < calling.posts] = count**-self.assumed.crowd
        if calling.posts == 1:
            self._tell(state, ask, leaves)
        return Course(
            ask, rate, patience, leaves, drive, np.zeros(count), np.zeros(count, bool), np.ones(count), NOBODY
        )

    def _step(self, calling: Calling, number: int, course: Course, state: State) -> None:
        """Some are called if answers are missing; then `STEP` hours go by."""
        circle, hour = self.circle, state.hour
        answers = int(course.came.sum())
        if answers < self.assumed.needed:
            may = ~state.left & ~course.named
            may[course.ask.asker] = False
            rows, suited = calling.call(View(number, course.ask, circle, state, hour, answers, may))
            course.fit[rows] = suited
            course.drive[rows] = self.assumed.named / max(1, len(rows)) ** self.assumed.shared_call
            course.named[rows] = True
            if hour == course.ask.hour:
                course.first = rows
            state.nights += circle.quiet_at[hour % 24, rows].sum()
            self._call(state, rows, course.leaves)
        awake = circle.awake[hour % 24]
        here = ~state.left
        if FIRST_AWAY <= hour // WEEK < BACK_AGAIN:
            here &= ~circle.on_holiday
        course.pushed += course.rate * course.drive * awake * here * 0.8**state.tired

    def _end(self, number: int, course: Course, state: State) -> int:
        """The horizon is reached. Returns how many answered."""
        came, rows = course.came, np.flatnonzero(course.named)
        state.first[number] = bool(came[course.first].sum() >= self.assumed.needed)
        state.helped += came
        state.called[rows] += np.where(came[rows], 1.0, course.fit[rows])
        state.answered[rows] += came[rows]
        return int(came.sum())

    def _call(self, state: State, rows: Rows, leaves: Floats) -> None:
        state.recent[rows] += 1
        state.calls[rows] += 1
        state.last[rows] = state.hour
        state.log.append((state.hour, rows))
        if self.assumed.tires:
            load = state.recent[rows] + self.assumed.post_weighs * len(state.posts)
            over = rows[load > self.circle.carries[rows]]
            state.tired[over] += 1
            state.left[over[leaves[over] < LEAVES]] = True

    def _tell(self, state: State, ask: Ask, leaves: Floats) -> None:
        """A post that people are told of is a small call to each."""
        told = ~state.left
        told[ask.asker] = False
        state.told += told
        state.posts.append(state.hour)
        weight = self.assumed.post_weighs
        if self.assumed.tires and weight:
            over = told & (state.recent + weight * len(state.posts) > self.circle.carries)
            state.tired[over] += weight
            state.left |= over & (leaves < LEAVES * weight)
