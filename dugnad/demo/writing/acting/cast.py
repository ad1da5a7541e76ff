"""Who and what there is while a timeline is acted: the rows by the numbers of the timeline."""

from __future__ import annotations

from dataclasses import dataclass, field

from dugnad.asks.models import Answer, Ask, Call, Offer, Reservation
from dugnad.circles.models import Circle, Invitation
from dugnad.demo.simulation import timeline as told
from dugnad.demo.writing.ground import Ground
from dugnad.people.models import Member

NORMS = 1
"""The version of the norms that everybody reads: they never change."""


@dataclass
class Cast:
    """Everybody is one `Member` instance throughout, so that what it remembers is forgotten when that changes."""

    timeline: told.Timeline
    ground: Ground
    members: dict[int, Member] = field(default_factory=dict)
    circles: dict[int, Circle] = field(default_factory=dict)
    links: dict[int, Invitation] = field(default_factory=dict)
    asks: dict[int, Ask] = field(default_factory=dict)
    answers: dict[int, Answer] = field(default_factory=dict)
    calls: dict[int, Call] = field(default_factory=dict)
    offers: dict[int, Offer] = field(default_factory=dict)
    reservations: dict[int, Reservation] = field(default_factory=dict)
