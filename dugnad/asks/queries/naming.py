"""By which name one member may know another in an ask."""

from __future__ import annotations

from dugnad.asks.models import Ask
from dugnad.circles.rules import tends_its_circle
from dugnad.people.models import Member
from dugnad.people.rules import meets


def holder_name(member: Member, ask: Ask) -> str:
    """Who holds `ask`, as `member` may know it; empty when nobody does, or for somebody kept apart from them."""
    return ask.held_by.handle if ask.held_by and _knows(member, ask, ask.held_by) else ""


def note_of(member: Member, ask: Ask) -> str:
    """The note on the state of `ask`; empty when it was written by somebody kept apart from `member`."""
    writer = ask.note_by
    return ask.note if writer is None or writer.pk == ask.author_id or _knows(member, ask, writer) else ""


def note_name(ask: Ask) -> str:
    """Who wrote the note on the state of `ask`; the asker's name is the one they asked under."""
    if ask.note_by is None:
        return ""
    return ask.shown_as if ask.note_by.pk == ask.author_id else ask.note_by.handle


def _knows(member: Member, ask: Ask, other: Member) -> bool:
    return meets.can(member, other) or tends_its_circle.can(member, ask)
