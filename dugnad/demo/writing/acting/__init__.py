"""Writes a timeline through the actions that members' pages call, one event after the other."""

from __future__ import annotations

from dugnad.demo.simulation.timeline import Event, Timeline
from dugnad.demo.writing.acting.cast import NORMS, Cast
from dugnad.demo.writing.acting.entering import ActingEntering
from dugnad.demo.writing.acting.lasting import ActingLasting
from dugnad.demo.writing.acting.naming import ActingCalls
from dugnad.demo.writing.acting.talking import ActingTalking
from dugnad.demo.writing.ground import Ground
from dugnad.demo.writing.ways import together

__all__ = ["NORMS", "Acting"]


class Acting:
    """Performs events in their order."""

    def __init__(self, timeline: Timeline, ground: Ground) -> None:
        self.cast = Cast(timeline, ground)
        parts = ActingEntering, ActingTalking, ActingCalls, ActingLasting
        self._how = together(*(part(self.cast) for part in parts))

    def play(self) -> None:
        """All of it."""
        for event in self.cast.timeline.events:
            self.do(event)

    def do(self, event: Event) -> None:
        """One event. Raises `Refused` where a member could not do that."""
        self._how[type(event)](event)
