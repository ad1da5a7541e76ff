"""What one member may know of acts around asks, in words. Each function takes one kind of thing, and a fixed number
of queries however many acts there are.

A text may travel in a letter only from an open circle, and only where nobody stands behind another name: neither a
pseudonym nor the person of a case leaves this machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from dugnad.asks import acts as verbs
from dugnad.asks.enums import Booking, CallState, Letting, LivingState, State, Voice
from dugnad.asks.models import Answer, Ask, Call, LivingAnswer, Reservation, SealedPart
from dugnad.asks.models import Letting as LettingRow
from dugnad.asks.queries.why import why
from dugnad.circles.enums import Openness
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from dugnad.people.telling import Words, actors


def page_of(ask: Ask) -> str:
    """The path of the ask's page: what is told about an ask stands together under it."""
    return reverse("ask", args=[ask.pk])


def of_asks(member: Member, acts: Sequence[Act]) -> Mapping[int, Words]:
    """Acts about asks: asked, taken, handed over, ended, gone up to the stewards."""
    asks = Ask.objects.visible_to(member).select_related("circle", "author").in_bulk({act.object_id for act in acts})
    people = actors(member, acts)
    told: dict[int, Words] = {}
    for act in acts:
        ask = asks.get(act.object_id)
        if ask and (act.actor in {"", _key(ask)} or act.actor in people):
            told[act.pk] = _of_ask(ask, act, people)
    return told


def _of_ask(ask: Ask, act: Act, people: Mapping[str, Member]) -> Words:
    asked = act.verb == verbs.ASKED.code
    by_asker = asked or act.actor == _key(ask)
    name = ask.shown_as if by_asker else people[act.actor].handle if act.actor in people else ""
    return Words(
        line=ASK_LINES[act.verb]() % {"name": name},
        page=page_of(ask),
        title=ask.title,
        text=ask.text if asked else "",
        travels=travels(ask),
        over=act.verb == verbs.ROSE.code and (ask.state != State.OPEN or ask.answer_count > 0),
    )


def _key(ask: Ask) -> str:
    return ask.author.person_key if ask.author else ""


Line = Callable[[], str]
ASK_LINES: dict[str, Line] = {
    verbs.ASKED.code: lambda: _("%(name)s asks for help"),
    verbs.TOOK.code: lambda: _("%(name)s has taken your ask"),
    verbs.HANDED_OVER.code: lambda: _("%(name)s has handed your ask back, so that somebody else can take it"),
    verbs.RESOLVED.code: lambda: _("It helped: %(name)s says that this ask is helped"),
    verbs.CLOSED.code: lambda: _("%(name)s has closed this ask"),
    verbs.ROSE.code: lambda: _("Nobody has answered in time. A word from a steward is enough to begin with"),
}
"""Functions, so that the words are looked up in the language of whoever reads them."""


def of_answers(member: Member, acts: Sequence[Act]) -> Mapping[int, Words]:
    """Acts about answers: written, thanked for, said to have helped."""
    found = Answer.objects.visible_to(member).select_related("ask__circle", "ask__author")
    answers = found.in_bulk({act.object_id for act in acts})
    people = actors(member, acts)
    told: dict[int, Words] = {}
    for act in acts:
        answer = answers.get(act.object_id)
        if answer and (act.verb in WRITTEN or act.actor == _key(answer.ask) or act.actor in people):
            told[act.pk] = _of_answer(answer, act)
    return told


WRITTEN = frozenset({verbs.ANSWERED_PRACTICAL.code, verbs.ANSWERED_EMOTIONAL.code, verbs.ADDED.code})
"""Whoever wrote an answer is known by the name they wrote it under, which `visible_to` has looked after.

So is the asker, whatever they do: if it went by whom they are, the silence would tell who is behind another name.
"""


def _of_answer(answer: Answer, act: Act) -> Words:
    ask = answer.ask
    written = act.verb in WRITTEN
    name = answer.shown_as if written else ask.shown_as
    line = ANSWER_LINES[act.verb]
    if act.verb == verbs.THANKED.code and act.actor != _key(ask):
        line = _thanks_of_somebody
    return Words(
        line=line() % {"name": name},
        page=page_of(ask),
        title=ask.title,
        text=answer.text if written else "",
        travels=travels(ask) and answer.voice == Voice.OWN,
    )


ANSWER_LINES: dict[str, Line] = {
    verbs.ANSWERED_PRACTICAL.code: lambda: _("%(name)s has answered you"),
    verbs.ANSWERED_EMOTIONAL.code: lambda: _("%(name)s is with you"),
    verbs.ADDED.code: lambda: _("%(name)s, who asked, has written more"),
    verbs.THANKED.code: lambda: _("%(name)s thanks you for your answer"),
    verbs.HELPED.code: lambda: _("%(name)s says that your answer helped"),
}


def _thanks_of_somebody() -> str:
    """The page says how many have thanked, not who; so does this."""
    return _("Somebody thanks you for your answer")


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
            over=asking and now != Letting.REQUESTED,
        )
    return told


def _lettings(parts: Iterable[str]) -> Iterable[LettingRow]:
    return LettingRow.objects.filter(sealed__in=parts).select_related("member")


SAID = {verbs.LET_IN.code: Letting.LET_IN, verbs.REFUSED.code: Letting.REFUSED}
SEALED_LINES: dict[str, Line] = {
    verbs.WANTS_TO_READ.code: lambda: _("%(name)s would like to read the sealed part of your ask"),
    verbs.LET_IN.code: lambda: _("%(name)s lets you read the sealed part"),
    verbs.REFUSED.code: lambda: _("%(name)s keeps the sealed part to fewer people"),
}


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
    return _("You are asked by name: can you help here?")


def of_reservations(member: Member, acts: Sequence[Act]) -> Mapping[int, Words]:
    """Places in offers: held, given, given back. Never whose bed it is, nor who sleeps there, in a letter."""
    found = Reservation.objects.visible_to(member).select_related("opening__offer", "ask")
    known = found.in_bulk({act.object_id for act in acts})
    people = actors(member, acts)
    told: dict[int, Words] = {}
    for act in acts:
        held = known.get(act.object_id)
        if held is None or (act.actor and act.actor not in people):
            continue
        name = people[act.actor].handle if act.actor else ""
        line = PLACE_LINES[act.verb] if act.actor else _free_again
        told[act.pk] = Words(
            line=line() % {"name": name, "offer": held.opening.offer.title},
            page=page_of(held.ask),
            title=held.ask.title,
            over=act.verb == verbs.HELD_PLACE.code and held.booking != Booking.HELD,
        )
    return told


def _free_again() -> str:
    return _("A place that was held is free again: %(offer)s")


PLACE_LINES: dict[str, Line] = {
    verbs.HELD_PLACE.code: lambda: _("%(name)s would like a place, and waits for your yes: %(offer)s"),
    verbs.KEPT_PLACE.code: lambda: _("%(name)s gives you the place: %(offer)s"),
    verbs.RELEASED_PLACE.code: lambda: _("%(name)s has given a place back: %(offer)s"),
}


def of_living_answers(member: Member, acts: Sequence[Act]) -> Mapping[int, Words]:
    """A page that draws on what the member wrote."""
    found = LivingAnswer.objects.visible_to(member).select_related("circle")
    known = found.in_bulk({act.object_id for act in acts})
    return {
        act.pk: _living(known[act.object_id], _("What you wrote is in a page now, so that others need not ask again"))
        for act in acts
        if act.object_id in known
    }


def _living(page: LivingAnswer, line: str) -> Words:
    return Words(
        line=line,
        page=reverse("living", args=[page.pk]),
        title=page.title,
        travels=page.circle.openness == Openness.OPEN,
    )


def travels(ask: Ask) -> bool:
    """Whether what stands in an ask may leave in a letter."""
    return ask.circle.openness == Openness.OPEN and ask.voice == Voice.OWN


def new_asks(member: Member, circles: Sequence[str], since: datetime, until: datetime, most: int) -> list[Words]:
    """Asks of others that came in between and are still open, by need."""
    asks = Ask.objects.visible_to(member).filter(circle__in=circles, created_at__gt=since, created_at__lte=until)
    found = asks.filter(state=State.OPEN).exclude(author=member).select_related("circle").order_by("need", "created_at")
    return [
        Words(line=ASK_LINES[verbs.ASKED.code]() % {"name": ask.shown_as}, page=page_of(ask), title=ask.title,
              travels=travels(ask))
        for ask in found[:most]
    ]  # fmt: skip


def new_living_answers(
    member: Member, circles: Sequence[str], since: datetime, until: datetime, most: int
) -> list[Words]:
    """Pages of what worked that were written in between."""
    pages = LivingAnswer.objects.visible_to(member).filter(
        circle__in=circles, created_at__gt=since, created_at__lte=until, state=LivingState.CURRENT
    )
    found = pages.exclude(authors__member=member).select_related("circle").order_by("-created_at")
    return [_living(page, _("What worked, on one page")) for page in found[:most]]
