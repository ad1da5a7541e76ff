"""Offers, reservations and pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from dugnad.asks.enums import Booking
from dugnad.demo.simulation import timeline as told
from dugnad.demo.writing.states.people import Place, Somebody
from dugnad.demo.writing.states.talk import Need, Reply
from dugnad.ledger.recording_many import Slip


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
