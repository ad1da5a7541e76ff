"""Sealed parts: who wants to read one, and what the asker said. What is in them is never told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from dugnad.asks import acts as verbs
from dugnad.asks import enums
from dugnad.asks.models import Ask, Letting, SealedPart
from dugnad.asks.queries.told.naming import Line, page_of, travels
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from dugnad.people.telling import Words, actors


def of_sealed_parts(member: Member, acts: Sequence[Act]) -> Mapping[int, Words]:
    """Acts about sealed parts. What is in them is never told."""
    ids = {act.object_id for act in acts}
    parts = SealedPart.objects.filter(ask__in=Ask.objects.visible_to(member)).select_related("ask__circle")
    known = parts.defer("text").in_bulk(ids)
    lettings = {(row.sealed_id, row.member.person_key): row.letting for row in _lettings(ids)}
    people = actors(member, acts)
    told: dict[int, Words] = {}
    for act in acts:
        part = known.get(act.object_id)
        asking = act.verb == verbs.WANTS_TO_READ.code
        if part is None or (asking and act.actor not in people):
            continue
        now = lettings.get((part.pk, act.actor if asking else member.person_key))
        if now is None or (not asking and now != SAID[act.verb]):
            continue
        name = people[act.actor].handle if asking else part.ask.shown_as
        told[act.pk] = Words(
            line=SEALED_LINES[act.verb]() % {"name": name},
            page=page_of(part.ask),
            title=part.ask.title,
            travels=travels(part.ask),
            over=asking and now != enums.Letting.REQUESTED,
        )
    return told


def _lettings(parts: Iterable[str]) -> Iterable[Letting]:
    return Letting.objects.filter(sealed__in=parts).select_related("member")


SAID = {verbs.LET_IN.code: enums.Letting.LET_IN, verbs.REFUSED.code: enums.Letting.REFUSED}
SEALED_LINES: dict[str, Line] = {
    verbs.WANTS_TO_READ.code: lambda: _("%(name)s would like to read the sealed part of your ask"),
    verbs.LET_IN.code: lambda: _("%(name)s lets you read the sealed part"),
    verbs.REFUSED.code: lambda: _("%(name)s keeps the sealed part to fewer people"),
}
