"""By which name one member may know another in an ask."""

from __future__ import annotations

from dugnad.asks.models import Ask
from dugnad.circles.rules import tends_its_circle
from dugnad.people.models import Member
from dugnad.people.rules import meets


def holder_name(member: Member, ask: Ask) -> str:
    """Who holds `ask`, as `member` may know it; empty when nobody does, or for somebody kept apart from them."""
    return _name(member, ask, ask.held_by)


def note_name(member: Member, ask: Ask) -> str:
    """Who wrote the note on the state of `ask`; the asker's name is the one they asked under."""
    if ask.note_by_id and ask.note_by_id == ask.author_id:
        return ask.shown_as
    return _name(member, ask, ask.note_by)


def _name(member: Member, ask: Ask, other: Member | None) -> str:
    if other is None:
        return ""
    known = meets.can(member, other) or tends_its_circle.can(member, ask)
    return other.handle if known else ""
