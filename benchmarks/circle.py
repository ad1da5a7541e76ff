"""A made-up circle and its asks, and what is assumed of them.

Who answers follows the respond-hazard generator of the project's sheet of measures, section 9: each member who is
exposed answers at a rate of lambda x g(n). A post to all n gives g = 1 / n^0.7, being called by name 1, and 3 where the
name is seen by the asker. That sheet takes the sign from studies (Barron and Yechiam; Blair, Thompson and Wuensch 2005)
and the sizes from nowhere: they are guesses. Everything marked [guess] below is one too, and nothing here is a finding.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

STEP = 4
"""Hours between two looks at an ask, the first at once."""
AWAKE = 16
KINDS = 6
ARRIVES = np.r_[np.full(7, 1.0), np.full(10, 3.0), np.full(6, 5.0), 2.0]
"""How often an ask is written at each hour of the day: most in the evening, some at night [guess]."""


@dataclass(frozen=True)
class Assumptions:
    """What is taken to be true. Each variation in the tables changes one of these."""

    members: int = 200
    weeks: int = 52
    asks_per_week: float = 10.0
    """[guess]"""
    posted: float = 0.8
    """Share of asks answered within a day when posted to a rested circle of 200; sets lambda. 0.8 is the sheet's
    mutual-support group, 0.5 its swarm, 0.05 its clicktivist cause [guess]."""
    spread: float = 1.0
    """Of the log-normal by which members differ in how readily they answer [guess]."""
    crowd: float = 0.7
    """The exponent of n in g for posts."""
    named: float = 3.0
    """g for who is called by a name that the asker sees."""
    shared_call: float = 0.0
    """The exponent by which those called in one wave of m wait for each other: named / m^shared_call."""
    needed: int = 1
    tires: bool = True
    """Whether calls beyond what a member carries in a week tire (each: a fifth less ready, half of it over after two
    weeks) and make one in fifty leave [guess]."""
    post_weighs: float = 0.0
    """How much of a call a post is to those who get it. 0 is the most that can be said for posting."""
    misjudged: float = 0.0
    """Share of the entries for skills and languages that are wrong, and of capacities that are one call too high."""
    holiday: float = 0.0
    """Share of members who are away in weeks 27 to 30 without having said so."""
    mood: float = 0.0
    """Variance of what makes everybody more or less ready on the same ask (gamma, mean 1)."""
    all_or_nothing: bool = False
    """Whether who suits an ask by a share s cannot answer it at all with the chance 1 - s, instead of answering at s of
    the rate."""


@dataclass(frozen=True)
class Circle:
    """Its members: what is true of them, and what the platform knows."""

    readiness: Floats
    skills: NDArray[np.bool_]
    languages: NDArray[np.bool_]
    known_skills: NDArray[np.bool_]
    known_languages: NDArray[np.bool_]
    place: Floats
    carries: Floats
    capacity: Floats
    quiet_at: NDArray[np.bool_]
    """(24, members): whether the hour that begins then is one of their quiet ones, in which nobody answers."""
    awake: Floats
    """(24, members): how many of the next `STEP` hours are not."""
    on_holiday: NDArray[np.bool_]


@dataclass(frozen=True)
class Ask:
    """One request for help. `hour` counts from the start of the year."""

    hour: int
    kind: int
    language: int
    """-1: none in particular."""
    place: Floats | None
    asker: int
    mood: float


def make_circle(assumed: Assumptions, rng: np.random.Generator) -> Circle:
    """Members in five towns, each with some of six skills; one in ten speaks the language that is sometimes needed."""
    count = assumed.members
    towns = rng.uniform(0, 80, (5, 2))
    skills, languages = rng.random((count, KINDS)) < 0.25, rng.random((count, 2)) < 0.1
    carries = rng.choice([1.0, 2.0, 3.0, 5.0], count, p=[0.2, 0.5, 0.2, 0.1])
    quiet_from = rng.integers(21, 25, count)
    hours = np.arange(24)[:, None]
    quiet_at = (hours - quiet_from) % 24 < 24 - AWAKE
    return Circle(
        readiness=rng.lognormal(-(assumed.spread**2) / 2, assumed.spread, count),
        skills=skills,
        languages=languages,
        known_skills=skills ^ (rng.random(skills.shape) < assumed.misjudged),
        known_languages=languages ^ (rng.random(languages.shape) < assumed.misjudged / 4),
        place=towns[rng.integers(0, 5, count)] + rng.normal(0, 4, (count, 2)),
        carries=carries,
        capacity=carries + (rng.random(count) < assumed.misjudged),
        quiet_at=quiet_at,
        awake=np.sum([~np.roll(quiet_at, -later, axis=0) for later in range(STEP)], axis=0, dtype=float),
        on_holiday=rng.random(count) < assumed.holiday,
    )


def make_asks(assumed: Assumptions, circle: Circle, rng: np.random.Generator) -> list[Ask]:
    """A year of asks: each needs one skill, half of them somebody near, a fifth one of two languages [guesses]."""
    count = int(rng.poisson(assumed.asks_per_week * assumed.weeks))
    days = rng.integers(0, assumed.weeks * 7, count)
    hours = np.sort(days * 24 + rng.choice(24, count, p=ARRIVES / ARRIVES.sum()))
    askers = rng.integers(0, assumed.members, count)
    moods = rng.gamma(1 / assumed.mood, assumed.mood, count) if assumed.mood else np.ones(count)
    near, speaks = rng.random(count) < 0.5, rng.random(count) < 0.2
    kinds, languages = rng.integers(0, KINDS, count), rng.integers(0, 2, count)
    return [
        Ask(
            int(hours[one]),
            int(kinds[one]),
            int(languages[one]) if speaks[one] else -1,
            circle.place[askers[one]] if near[one] else None,
            int(askers[one]),
            float(moods[one]),
        )
        for one in range(count)
    ]


def suits(circle: Circle, ask: Ask) -> Floats:
    """How much of a member's readiness is left for this ask, in truth: not the formula that the platform uses."""
    share = np.where(circle.skills[:, ask.kind], 1.0, 0.15)
    if ask.language >= 0:
        share *= np.where(circle.languages[:, ask.language], 1.0, 0.05)
    if ask.place is not None:
        share *= np.exp(-np.hypot(*(circle.place - ask.place).T) / 30)
    share[ask.asker] = 0
    return share
