"""Where an ask stands, in words, and what its reader can do about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from dugnad.asks import rules
from dugnad.asks.enums import ANSWERABLE, State, Urgency
from dugnad.asks.models import Ask
from dugnad.asks.queries.naming import holder_name, note_name, note_of
from dugnad.circles.rules import belongs_to_its_circle, tends_its_circle
from dugnad.people.models import Member


@dataclass(frozen=True)
class Status:
    """`kind` is the mark of the banner, an ask's state; `note` a member's words, said by `note_by`."""

    kind: str
    title: str
    text: str = ""
    at: datetime | None = None
    note: str = ""
    note_by: str = ""


@dataclass(frozen=True)
class Turns:
    """What the reader can do. `inside`: belongs to the circle."""

    inside: bool
    mine: bool
    take: bool
    answer: bool
    hand_over: bool
    end: bool
    reopen: bool


def turns(member: Member, ask: Ask) -> Turns:
    """What `member`, who reads `ask`, can do with it now. The actions decide again."""
    inside = belongs_to_its_circle.can(member, ask)
    mine = rules.is_author.can(member, ask)
    running = ask.state in {State.OPEN, State.HELD}
    decides = mine or tends_its_circle.can(member, ask)
    return Turns(
        inside=inside,
        mine=mine,
        take=inside and not mine and ask.state == State.OPEN,
        answer=inside and ask.state in ANSWERABLE,
        hand_over=ask.state == State.HELD and ask.held_by_id == member.pk,
        end=decides and running,
        reopen=decides and not running,
    )


def status(member: Member, ask: Ask) -> Status | None:
    """Where `ask` stands; None when there is nothing to say but that it is open."""
    note = note_of(member, ask)
    said = (note, note_name(ask) if note else "")
    match ask.state:
        case State.HELD:
            return Status("held", _held(member, ask), _("You can still answer."), ask.held_at, *said)
        case State.HELPED:
            return Status("helped", _("Helped"), "", ask.ended_at, *said)
        case State.CLOSED:
            return Status("closed", _("Closed"), _("No more answers are needed."), ask.ended_at, *said)
    if note:
        return Status("open", _("Open again. Who can go on?"), "", None, *said)
    if ask.answer_count == 0 and rules.is_author.can(member, ask):
        return Status("open", _("Nobody has answered yet."), _waiting(ask))
    return None


def _held(member: Member, ask: Ask) -> str:
    if ask.held_by_id == member.pk:
        return _("You have taken this.")
    name = holder_name(member, ask)
    return _("%(name)s has taken this.") % {"name": name} if name else _("Somebody has taken this.")


def _waiting(ask: Ask) -> str:
    if ask.rose_at:
        return _("The stewards of the circle have been told.")
    return {
        Urgency.NOW: _("If nobody does within 15 minutes, the stewards of the circle are told."),
        Urgency.TODAY: _("If nobody does within two hours, the stewards of the circle are told."),
        Urgency.THIS_WEEK: _("If nobody does within a day, the stewards of the circle are told."),
        Urgency.NO_HURRY: _("If nobody does within three days, the stewards of the circle are told."),
    }[Urgency(ask.urgency)]
