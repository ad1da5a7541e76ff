"""Asks: asked, taken, handed over, ended, gone up to the stewards; and the new ones of a circle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from dugnad.asks import acts as verbs
from dugnad.asks.enums import State
from dugnad.asks.models import Ask
from dugnad.asks.queries.told.naming import Line, key_of, page_of, travels
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from dugnad.people.telling import Words, actors


def of_asks(member: Member, acts: Sequence[Act]) -> Mapping[int, Words]:
    """Acts about asks: asked, taken, handed over, ended, gone up to the stewards."""
    asks = Ask.objects.visible_to(member).select_related("circle", "author").in_bulk({act.object_id for act in acts})
    people = actors(member, acts)
    told: dict[int, Words] = {}
    for act in acts:
        ask = asks.get(act.object_id)
        if ask and (act.actor in {"", key_of(ask)} or act.actor in people):
            told[act.pk] = _of_ask(ask, act, people)
    return told


def _of_ask(ask: Ask, act: Act, people: Mapping[str, Member]) -> Words:
    asked = act.verb == verbs.ASKED.code
    by_asker = asked or act.actor == key_of(ask)
    name = ask.shown_as if by_asker else people[act.actor].handle if act.actor in people else ""
    return Words(
        line=ASK_LINES[act.verb]() % {"name": name},
        page=page_of(ask),
        title=ask.title,
        text=ask.text if asked else "",
        travels=travels(ask),
        over=act.verb == verbs.ROSE.code and (ask.state != State.OPEN or ask.answer_count > 0),
    )


ASK_LINES: dict[str, Line] = {
    verbs.ASKED.code: lambda: _("%(name)s asks for help"),
    verbs.TOOK.code: lambda: _("%(name)s has taken your ask"),
    verbs.HANDED_OVER.code: lambda: _("%(name)s has handed your ask back, so that somebody else can take it"),
    verbs.RESOLVED.code: lambda: _("It helped: %(name)s says that this ask is helped"),
    verbs.THANKED_FOR_ASKING.code: lambda: _("Somebody thanks you for asking"),
    verbs.CLOSED.code: lambda: _("%(name)s has closed this ask"),
    verbs.ROSE.code: lambda: _("Nobody has answered in time. A word from a steward is enough to begin with"),
}


def new_asks(member: Member, circles: Sequence[str], since: datetime, until: datetime, most: int) -> list[Words]:
    """Asks of others that came in between and are still open, by need."""
    asks = Ask.objects.visible_to(member).filter(circle__in=circles, created_at__gt=since, created_at__lte=until)
    found = asks.filter(state=State.OPEN).exclude(author=member).select_related("circle").order_by("need", "created_at")
    return [
        Words(line=ASK_LINES[verbs.ASKED.code]() % {"name": ask.shown_as}, page=page_of(ask), title=ask.title,
              travels=travels(ask))
        for ask in found[:most]
    ]  # fmt: skip
