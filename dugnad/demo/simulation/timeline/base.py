"""Who is there, and what every event has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who comes. `languages` begin with the one they write in; `silent_at` is when they stop acting."""

    number: int
    handle: str
    languages: tuple[str, ...]
    town: int
    profession: str
    skills: tuple[str, ...]
    calls_per_week: int
    quiet_from: time | None
    quiet_until: time | None
    pronouns: str
    about: str
    rhythm: str
    activity: float
    arrives_at: datetime
    silent_at: datetime
    says_goodbye: bool


@dataclass(frozen=True, slots=True)
class Room:
    """A circle. `town` or `profession` is what its members have in common."""

    number: int
    name: str
    purpose: str
    norms: str
    questions: tuple[str, ...]
    openness: str
    town: int | None
    profession: str
    language: str
    founder: int


@dataclass(frozen=True, slots=True)
class Event:
    """Something happened `at` a moment; `by` whom (-1: the clock)."""

    at: datetime
    by: int
