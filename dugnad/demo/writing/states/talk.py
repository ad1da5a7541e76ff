"""Asks, answers and calls."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from dugnad.asks.enums import CallState, State
from dugnad.demo.simulation import timeline as told
from dugnad.demo.writing.states.people import Place, Somebody
from dugnad.ledger.recording_many import Slip


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
