"""Finding one ask by its id, as far as somebody reads it."""

from __future__ import annotations

from django.db.models import QuerySet

from dugnad.asks import rules
from dugnad.asks.models import Ask
from dugnad.kit.prepared import Prepared
from dugnad.people.models import Member


def _ask(ask: str) -> QuerySet[Ask]:
    return Ask.objects.filter(pk=ask).select_related("circle", "author", "held_by", "kind", "place")


ASK = Prepared(_ask)


def ask_for(member: Member, ask_id: str) -> Ask | None:
    """The ask with its circle, author, holder, kind and place, if `member` may read it. One query, and the rules'."""
    found: list[Ask] = ASK.objects(ask=ask_id)
    return found[0] if found and rules.reads_ask.can(member, found[0]) else None
