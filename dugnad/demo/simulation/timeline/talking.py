"""Asks, answers, thanks, and who carries an ask."""

from __future__ import annotations

from dataclasses import dataclass

from dugnad.demo.simulation.timeline.base import Event


@dataclass(frozen=True, slots=True)
class Asked(Event):
    """`urgency` as `Urgency` numbers it. `case`: the made-up name of the one it is for, if it is for another."""

    ask: int
    circle: int
    kind: str
    urgency: int
    title: str
    text: str
    town: int | None
    languages: tuple[str, ...]
    case: str


@dataclass(frozen=True, slots=True)
class Rose(Event):
    ask: int


@dataclass(frozen=True, slots=True)
class Answered(Event):
    """`nature` is empty for words the asker adds."""

    answer: int
    ask: int
    nature: str
    text: str


@dataclass(frozen=True, slots=True)
class Thanked(Event):
    answer: int


@dataclass(frozen=True, slots=True)
class Helped(Event):
    answer: int


@dataclass(frozen=True, slots=True)
class Took(Event):
    ask: int


@dataclass(frozen=True, slots=True)
class HandedOver(Event):
    ask: int
    note: str


@dataclass(frozen=True, slots=True)
class Ended(Event):
    """`helped`: the asker was; else it is closed."""

    ask: int
    helped: bool
    note: str
