"""What can happen in a simulated movement. People, circles, asks and so on are numbers: places in the timeline's lists.

Everything an event tells of was told before it: an answer's ask, a thanks' answer, a leaving's joining.
"""

from __future__ import annotations

from dataclasses import dataclass

from dugnad.demo.simulation.timeline.base import Event, Person, Room
from dugnad.demo.simulation.timeline.calling import AcceptedCall, Called, CallRanOut, DeclinedCall
from dugnad.demo.simulation.timeline.entering import (
    Admitted,
    Applied,
    Arrived,
    CameByLink,
    FollowedLink,
    Founded,
    Invited,
    Joined,
    Left,
    MadeSteward,
    Vouched,
)
from dugnad.demo.simulation.timeline.lasting import Agreed, Distilled, Offered, Reserved
from dugnad.demo.simulation.timeline.talking import Answered, Asked, Ended, HandedOver, Helped, Rose, Thanked, Took

__all__ = [
    "EMOTIONAL",
    "PRACTICAL",
    "AcceptedCall",
    "Admitted",
    "Agreed",
    "Answered",
    "Applied",
    "Arrived",
    "Asked",
    "CallRanOut",
    "Called",
    "CameByLink",
    "DeclinedCall",
    "Distilled",
    "Ended",
    "Event",
    "FollowedLink",
    "Founded",
    "HandedOver",
    "Helped",
    "Invited",
    "Joined",
    "Left",
    "MadeSteward",
    "Offered",
    "Person",
    "Reserved",
    "Room",
    "Rose",
    "Thanked",
    "Timeline",
    "Took",
    "Vouched",
]

PRACTICAL, EMOTIONAL = "practical", "emotional"


@dataclass(frozen=True)
class Timeline:
    """Everybody, every circle, and all that happened, in order of time."""

    people: tuple[Person, ...]
    rooms: tuple[Room, ...]
    events: tuple[Event, ...]
