"""Members, circles, and the ways between them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from dugnad.circles.enums import Progress, Role, Standing
from dugnad.demo.simulation import timeline as told
from dugnad.kit.ids import new_id, new_key
from dugnad.ledger.recording_many import Slip


@dataclass(slots=True)
class Somebody:
    """A member."""

    person: told.Person
    at: datetime
    id: str = field(default_factory=new_id)
    key: str = field(default_factory=new_key)


@dataclass(slots=True)
class Place:
    """A circle."""

    room: told.Room
    at: datetime
    act: Slip
    id: str


@dataclass(slots=True)
class Inside:
    """A membership."""

    circle: Place
    member: Somebody
    act: Slip
    joined_at: datetime
    brought_by: Somebody | None = None
    standing: str = Standing.ACTIVE
    role: str = Role.MEMBER
    ended_at: datetime | None = None


@dataclass(slots=True)
class Link:
    """An invitation, and its use."""

    circle: Place
    by: Somebody
    act: Slip
    at: datetime
    note: str
    id: str
    used_by: Somebody | None = None
    use_act: Slip | None = None
    taken_at: datetime | None = None
    ended_at: datetime | None = None


@dataclass(slots=True)
class Wish:
    """An application, with the words given for it."""

    circle: Place
    member: Somebody
    act: Slip
    asked: Slip
    at: datetime
    answers: tuple[str, ...]
    id: str
    progress: str = Progress.WAITING
    decided_by: Somebody | None = None
    decided_at: datetime | None = None
    words: list[Word] = field(default_factory=list)


@dataclass(slots=True)
class Word:
    """A vouch."""

    by: Somebody
    act: Slip
    at: datetime
    text: str
    id: str
    fulfilled_at: datetime | None = None
