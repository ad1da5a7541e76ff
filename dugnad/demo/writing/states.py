"""Where things stand while a timeline is written in bulk: what rows will say, before there are rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from dugnad.asks.enums import Booking, CallState, State
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


@dataclass(slots=True)
class Need:
    """An ask."""

    event: told.Asked
    act: Slip
    id: str
    circle: Place
    author: Somebody
    need: int
    active_at: datetime
    state: str = State.OPEN
    held_by: Somebody | None = None
    held_at: datetime | None = None
    ended_at: datetime | None = None
    note: str = ""
    note_by: Somebody | None = None
    answer_count: int = 0
    version: int = 1
    rose_at: datetime | None = None


@dataclass(slots=True)
class Reply:
    """An answer."""

    event: told.Answered
    act: Slip
    id: str
    ask: Need
    author: Somebody
    thanks: list[tuple[Slip, Somebody, datetime]] = field(default_factory=list)
    helped_at: datetime | None = None


@dataclass(slots=True)
class Named:
    """A call."""

    event: told.Called
    act: Slip
    id: str
    ask: Need
    member: Somebody
    answer_by: datetime
    is_first: bool
    state: CallState = CallState.WAITING
    settled_at: datetime | None = None


@dataclass(slots=True)
class Counted:
    """What calling one member has come to."""

    turn: int = 0
    last_called_at: datetime | None = None
    tried: float = 0.0
    in_time: int = 0


@dataclass(slots=True)
class Help:
    """An offer. `opening_ids` by the number of the stretch."""

    event: told.Offered
    act: Slip
    id: str
    circle: Place
    author: Somebody
    opening_ids: tuple[str, ...]
    taken: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class Booked:
    """A reservation."""

    event: told.Reserved
    act: Slip
    id: str
    offer: Help
    ask: Need
    by: Somebody
    place: int
    held_until: datetime
    booking: str = Booking.HELD


@dataclass(slots=True)
class Page:
    """A living answer."""

    event: told.Distilled
    act: Slip
    id: str
    ask: Need
    by: Somebody
    credited: tuple[Reply, ...]
