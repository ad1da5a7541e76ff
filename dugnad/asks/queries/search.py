"""Finding what the circles have said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from dugnad.asks.models import Answer, Ask, LivingAnswer, Offer
from dugnad.asks.queries.similar import scopes
from dugnad.kit import fulltext
from dugnad.kit.richtext import excerpt
from dugnad.people.models import Member

ASK, ANSWER, LIVING, OFFER = "ask", "answer", "living-answer", "offer"
KINDS = (ASK, ANSWER, LIVING, OFFER)
SHOWN = 30
LOOKED_AT = 90
EXCERPT = 160


@dataclass(frozen=True)
class Found:
    """`kind` is one of `KINDS`; `title` of an answer is that of its ask, `ask` the ask's id."""

    kind: str
    pk: str
    ask: str
    title: str
    excerpt: str
    circle: str
    shown_as: str
    at: datetime


def find(member: Member, text: str) -> list[Found]:
    """The asks, answers, living answers and standing offers with all words of `text`, nearest first; at most `SHOWN`.

    The index proposes, and only from circles whose words the member may look through; what `visible_to` does not
    let through is never shown. At most five queries.
    """
    hits = fulltext.match(text, kinds=KINDS, scopes=scopes(member), limit=LOOKED_AT)
    wanted = {kind: [hit.object_id for hit in hits if hit.kind == kind] for kind in KINDS}
    found = [
        *_asks(member, wanted[ASK]),
        *_answers(member, wanted[ANSWER]),
        *_living(member, wanted[LIVING]),
        *_offers(member, wanted[OFFER]),
    ]
    order = {(hit.kind, hit.object_id): place for place, hit in enumerate(hits)}
    return sorted(found, key=lambda one: order[one.kind, one.pk])[:SHOWN]


def _asks(member: Member, keys: list[str]) -> Iterable[Found]:
    if not keys:
        return
    rows = Ask.objects.visible_to(member).filter(pk__in=keys)
    columns = ("pk", "title", "text", "circle__name", "shown_as", "created_at")
    for pk, title, text, circle, shown_as, at in rows.values_list(*columns):
        yield Found(ASK, pk, pk, title, excerpt(text, EXCERPT), circle, shown_as, at)


def _answers(member: Member, keys: list[str]) -> Iterable[Found]:
    if not keys:
        return
    rows = Answer.objects.visible_to(member).filter(pk__in=keys)
    columns = ("pk", "ask_id", "ask__title", "text", "circle__name", "shown_as", "created_at")
    for pk, ask, title, text, circle, shown_as, at in rows.values_list(*columns):
        yield Found(ANSWER, pk, ask, title, excerpt(text, EXCERPT), circle, shown_as, at)


def _living(member: Member, keys: list[str]) -> Iterable[Found]:
    if not keys:
        return
    rows = LivingAnswer.objects.visible_to(member).filter(pk__in=keys)
    for pk, title, text, circle, at in rows.values_list("pk", "title", "text", "circle__name", "checked_at"):
        yield Found(LIVING, pk, "", title, excerpt(text, EXCERPT), circle, "", at)


def _offers(member: Member, keys: list[str]) -> Iterable[Found]:
    if not keys:
        return
    rows = Offer.objects.visible_to(member).filter(pk__in=keys, ended_at=None)
    columns = ("pk", "title", "text", "circle__name", "author__handle", "created_at")
    for pk, title, text, circle, handle, at in rows.values_list(*columns):
        yield Found(OFFER, pk, "", title, excerpt(text, EXCERPT), circle, handle, at)
