"""Being asked by name, and somebody coming. Who said no is told to nobody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from dugnad.asks import acts as verbs
from dugnad.asks.enums import CallState
from dugnad.asks.models import Ask, Call
from dugnad.asks.queries.told.naming import page_of, travels
from dugnad.asks.queries.why import why
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from dugnad.people.telling import Words, actors


def of_calls(member: Member, acts: Sequence[Act]) -> Mapping[int, Words]:
    """Being asked by name, and somebody coming. Who said no is told to nobody."""
    ids = {act.object_id for act in acts}
    mine = Call.objects.visible_to(member).select_related("ask__circle").in_bulk(ids)
    people = actors(member, acts)
    taken = Call.objects.filter(ask__in=Ask.objects.visible_to(member), ask__author=member, pk__in=ids)
    accepted = taken.select_related("ask__circle").in_bulk()
    reasons = why(member, list(mine.values()))
    told: dict[int, Words] = {}
    for act in acts:
        call = mine.get(act.object_id) if act.verb == verbs.CALLED.code else accepted.get(act.object_id)
        if call is None or (act.verb == verbs.ACCEPTED.code and act.actor not in people):
            continue
        called = act.verb == verbs.CALLED.code
        told[act.pk] = Words(
            line=_called() if called else _("%(name)s will help you") % {"name": people[act.actor].handle},
            page=page_of(call.ask),
            title=call.ask.title,
            text=call.ask.text if called else "",
            why=reasons[call.pk] if called else "",
            travels=travels(call.ask),
            over=called and call.state != CallState.WAITING,
        )
    return told


def _called() -> str:
    return _("Can you help? You are asked by name")
