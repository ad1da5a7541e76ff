"""Writing lines into a circle's log of decisions. Called by the other actions only."""

from __future__ import annotations

from datetime import datetime

from dugnad.kit.ids import new_id
from dugnad.ledger.models import Audience
from dugnad.ledger.recording import record
from dugnad.safety.acts import LOGGED
from dugnad.safety.enums import Event
from dugnad.safety.models import Decision, LogEntry


def log(decision: Decision, event: Event, *, voices: int, at: datetime) -> None:
    """One line more: what, by the words that were meant for the circle, by how many."""
    line = new_id()
    act = record(LOGGED, by=None, about=line, circle=decision.case.circle_id, audience=Audience.CIRCLE, at=at)
    LogEntry.objects.create(
        id=line,
        act=act,
        circle=decision.case.circle,
        decision=decision,
        event=event,
        measure=decision.measure,
        days=decision.days,
        norm=decision.norm,
        said=decision.said,
        voices=voices,
        at=at,
    )
