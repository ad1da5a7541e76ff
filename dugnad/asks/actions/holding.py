"""Taking an ask, handing it over, and bringing it to an end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from dugnad.asks import rules
from dugnad.asks.acts import CLOSED, HANDED_OVER, REOPENED, RESOLVED, TOOK
from dugnad.asks.enums import TRANSITIONS, State
from dugnad.asks.models import Ask
from dugnad.asks.queries.naming import holder_name
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.ledger.recording import record
from dugnad.ledger.verbs import Verb
from dugnad.people.models import Member

NOBODY: dict[str, None] = {"held_by": None, "held_at": None}


@transaction.atomic
def take(*, by: Member, ask: Ask, at: datetime | None = None) -> Ask:
    """Take `ask` on. Taking it twice is taking it once; one that somebody else holds is `Refused`, with their name."""
    rules.takes.require(by, ask)
    at = at or now()
    if not _move(ask, {State.OPEN}, State.HELD, at, {"held_by": by, "held_at": at}):
        if ask.state == State.HELD and ask.held_by_id == by.pk:
            return ask
        raise Refused(_why_not_taken(by, ask))
    record(TOOK, by=by, about=ask.pk, circle=ask.circle_id, toward=ask.author, cause=ask.act_id, at=at)
    return ask


def _why_not_taken(by: Member, ask: Ask) -> str:
    if ask.state != State.HELD:
        return _("This ask has come to an end, so there is nothing left to take.")
    name = holder_name(by, ask)
    if not name:
        return _("Somebody has taken this already. You can still answer.")
    return _("%(name)s has taken this already. You can still answer.") % {"name": name}


@transaction.atomic
def hand_over(*, by: Member, ask: Ask, note: str = "", at: datetime | None = None) -> Ask:
    """Give back what one took: `ask` is open again, first in line, with `note` for whoever goes on.

    Raises `Refused` for anybody who does not hold it.
    """
    rules.holds.require(by, ask)
    at = at or now()
    facts = {"note": note, "note_by": by, "need": F("urgency") * 2, **NOBODY}
    if not _move(ask, {State.HELD}, State.OPEN, at, facts, held_by=by):
        raise Refused(rules.holds.reason)
    record(HANDED_OVER, by=by, about=ask.pk, circle=ask.circle_id, toward=ask.author, cause=ask.act_id, at=at)
    return ask


def resolve(*, by: Member, ask: Ask, note: str = "", at: datetime | None = None) -> Ask:
    """The asker was helped. `note` says what came of it. For the asker and the stewards."""
    return _end(by, ask, State.HELPED, RESOLVED, note, at or now())


def close(*, by: Member, ask: Ask, note: str = "", at: datetime | None = None) -> Ask:
    """The ask is no longer needed, or there is nothing more to do. For the asker and the stewards."""
    return _end(by, ask, State.CLOSED, CLOSED, note, at or now())


@transaction.atomic
def _end(by: Member, ask: Ask, end: State, verb: Verb, note: str, at: datetime) -> Ask:
    rules.resolves.require(by, ask)
    facts = {"note": note, "note_by": by if note else None, "ended_at": at, **NOBODY}
    if not _move(ask, {State.OPEN, State.HELD}, end, at, facts):
        if ask.state == end:
            return ask
        raise Refused(_("This ask has come to an end already."))
    record(verb, by=by, about=ask.pk, circle=ask.circle_id, cause=ask.act_id, at=at)
    return ask


@transaction.atomic
def reopen(*, by: Member, ask: Ask, at: datetime | None = None) -> Ask:
    """Open an ask again that had come to an end. For the asker and the stewards."""
    rules.resolves.require(by, ask)
    at = at or now()
    facts = {"ended_at": None, "note": "", "note_by": None}
    if not _move(ask, {State.HELPED, State.CLOSED}, State.OPEN, at, facts):
        return ask
    record(REOPENED, by=by, about=ask.pk, circle=ask.circle_id, cause=ask.act_id, at=at)
    return ask


class NotDeclared(Exception):
    """A change of state that `enums.TRANSITIONS` does not know."""


def _move(
    ask: Ask, sources: set[State], target: State, at: datetime, facts: Mapping[str, Any], **standing: Any
) -> bool:
    """Bring `ask` from one of `sources` to `target`, if it still stands there; and `ask` up to date in any case."""
    if any(target not in TRANSITIONS[source] for source in sources):
        raise NotDeclared(f"{sources} → {target}")
    still = Ask.objects.filter(pk=ask.pk, state__in=sources, **standing)
    moved = still.update(state=target, version=F("version") + 1, active_at=at, **facts)
    ask.refresh_from_db()
    return moved == 1
