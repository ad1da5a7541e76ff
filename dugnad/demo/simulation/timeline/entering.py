"""How people come into circles, and go."""

from __future__ import annotations

from dataclasses import dataclass

from dugnad.demo.simulation.timeline.base import Event


@dataclass(frozen=True, slots=True)
class Arrived(Event):
    """Made an account; `brought_by` -1: on their own."""

    brought_by: int = -1


@dataclass(frozen=True, slots=True)
class Founded(Event):
    circle: int


@dataclass(frozen=True, slots=True)
class Joined(Event):
    """Walked into an open circle."""

    circle: int


@dataclass(frozen=True, slots=True)
class Invited(Event):
    circle: int
    invitation: int
    note: str


@dataclass(frozen=True, slots=True)
class FollowedLink(Event):
    circle: int
    invitation: int


@dataclass(frozen=True, slots=True)
class CameByLink(Event):
    """In, by a steward's link that they followed before."""

    circle: int
    invitation: int


@dataclass(frozen=True, slots=True)
class Applied(Event):
    circle: int
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vouched(Event):
    """Gave their word for `whom`, who waits. With `last` they are in."""

    circle: int
    whom: int
    words: str
    last: bool


@dataclass(frozen=True, slots=True)
class Admitted(Event):
    """A steward let `whom` in, who had applied."""

    circle: int
    whom: int


@dataclass(frozen=True, slots=True)
class MadeSteward(Event):
    circle: int
    whom: int


@dataclass(frozen=True, slots=True)
class Left(Event):
    circle: int
