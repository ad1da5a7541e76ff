"""What can happen in a simulated movement. People, circles, asks and so on are numbers: places in the timeline's lists.

Everything an event tells of was told before it: an answer's ask, a thanks' answer, a leaving's joining.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

PRACTICAL, EMOTIONAL = "practical", "emotional"


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
class Called(Event):
    """The clock called `whom` for an ask. `fit`: how well it suits them, 0 to 1."""

    ask: int
    call: int
    whom: int
    fit: float


@dataclass(frozen=True, slots=True)
class AcceptedCall(Event):
    call: int


@dataclass(frozen=True, slots=True)
class DeclinedCall(Event):
    call: int


@dataclass(frozen=True, slots=True)
class CallRanOut(Event):
    call: int


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


@dataclass(frozen=True, slots=True)
class Offered(Event):
    """`stretches`: when it stands, from and until."""

    offer: int
    circle: int
    kind: str
    title: str
    text: str
    unit: str
    capacity: int
    stretches: tuple[tuple[datetime, datetime], ...]


@dataclass(frozen=True, slots=True)
class Reserved(Event):
    """Held one place of a stretch (its number in the offer) for an ask of theirs."""

    reservation: int
    offer: int
    stretch: int
    ask: int


@dataclass(frozen=True, slots=True)
class Agreed(Event):
    reservation: int


@dataclass(frozen=True, slots=True)
class Distilled(Event):
    """Wrote down what worked for an ask, from these answers."""

    living: int
    ask: int
    answers: tuple[int, ...]
    title: str
    text: str
    jurisdiction: str
    review_on: date


@dataclass(frozen=True)
class Timeline:
    """Everybody, every circle, and all that happened, in order of time."""

    people: tuple[Person, ...]
    rooms: tuple[Room, ...]
    events: tuple[Event, ...]
