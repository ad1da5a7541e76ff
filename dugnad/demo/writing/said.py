"""The rows of asks, answers, offers and pages that a bulk writing ends with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dugnad.asks.enums import Voice
from dugnad.asks.models import (
    Answer,
    Ask,
    AskLanguage,
    LivingAnswer,
    LivingAuthor,
    Offer,
    Opening,
    Reservation,
    Revision,
    Thanks,
)
from dugnad.demo.writing.ground import Ground
from dugnad.demo.writing.lasting import Lasting
from dugnad.demo.writing.rows import write
from dugnad.demo.writing.states import Booked, Help, Need, Page, Reply
from dugnad.demo.writing.talking import Talking
from dugnad.kit import fulltext
from dugnad.kit.fulltext.models import Entry
from dugnad.kit.ids import new_key


def write_talk(talking: Talking, ground: Ground) -> None:
    """Asks, answers and thanks."""
    asks, answers = talking.asks.values(), talking.answers.values()
    write(Ask, (_ask(one, ground) for one in asks))
    write(
        AskLanguage,
        (AskLanguage(ask_id=one.id, language=code) for one in asks for code in dict.fromkeys(one.event.languages)),
    )
    write(Answer, (_answer(one) for one in answers))
    write(Thanks, (row for one in answers for row in _thanks(one)))


def _voice(ask: Need) -> Voice:
    return Voice.BEHALF if ask.event.case else Voice.OWN


def _ask(one: Need, ground: Ground) -> Ask:
    told = one.event
    return Ask(
        id=one.id,
        act_id=one.act.id,
        circle_id=one.circle.id,
        author_id=one.author.id,
        voice=_voice(one),
        shown_as=one.author.person.handle,
        case_name=told.case,
        kind=ground.kinds[told.kind],
        urgency=told.urgency,
        place=None if told.town is None else ground.places[told.town],
        title=told.title,
        text=told.text,
        state=one.state,
        held_by_id=one.held_by.id if one.held_by else None,
        held_at=one.held_at,
        ended_at=one.ended_at,
        note=one.note,
        note_by_id=one.note_by.id if one.note_by else None,
        answer_count=one.answer_count,
        need=one.need,
        version=one.version,
        rose_at=one.rose_at,
        created_at=told.at,
        active_at=one.active_at,
        form_key=new_key(),
    )


def _answer(one: Reply) -> Answer:
    by_asker = not one.event.nature
    return Answer(
        id=one.id,
        act_id=one.act.id,
        ask_id=one.ask.id,
        circle_id=one.ask.circle.id,
        author_id=one.author.id,
        voice=_voice(one.ask) if by_asker else Voice.OWN,
        shown_as=one.author.person.handle,
        by_asker=by_asker,
        nature=one.event.nature,
        text=one.event.text,
        thanks_count=len(one.thanks),
        helped_at=one.helped_at,
        created_at=one.event.at,
        form_key=new_key(),
    )


def _thanks(one: Reply) -> Iterator[Thanks]:
    for act, by, at in one.thanks:
        yield Thanks(act_id=act.id, answer_id=one.id, by_id=by.id, at=at)


def write_lasting(lasting: Lasting, ground: Ground) -> None:
    """Offers, reservations, and pages of what worked."""
    pages = lasting.pages.values()
    write(Offer, (_offer(one, ground) for one in lasting.offers.values()))
    write(Opening, (row for one in lasting.offers.values() for row in _openings(one)))
    write(Reservation, (_reservation(one) for one in lasting.booked.values()))
    write(LivingAnswer, (_page(one) for one in pages))
    of: Any = LivingAnswer.asks.through
    write(of, (of(livinganswer_id=one.id, ask_id=one.ask.id) for one in pages))
    write(LivingAuthor, (row for one in pages for row in _authors(one)))
    write(Revision, (_revision(one) for one in pages))


def _offer(one: Help, ground: Ground) -> Offer:
    told = one.event
    return Offer(
        id=one.id,
        act_id=one.act.id,
        circle_id=one.circle.id,
        author_id=one.author.id,
        kind=ground.kinds[told.kind],
        title=told.title,
        text=told.text,
        place=ground.places[one.author.person.town],
        unit=told.unit,
        capacity=told.capacity,
        created_at=told.at,
        form_key=new_key(),
    )


def _openings(one: Help) -> Iterator[Opening]:
    for opening_id, (starts, ends) in zip(one.opening_ids, one.event.stretches, strict=True):
        yield Opening(id=opening_id, offer_id=one.id, starts_at=starts, ends_at=ends, places=one.event.capacity)


def _reservation(one: Booked) -> Reservation:
    return Reservation(
        id=one.id,
        act_id=one.act.id,
        opening_id=one.offer.opening_ids[one.event.stretch],
        place=one.place,
        ask_id=one.ask.id,
        by_id=one.by.id,
        booking=one.booking,
        held_until=one.held_until,
        created_at=one.event.at,
        form_key=new_key(),
    )


def _page(one: Page) -> LivingAnswer:
    told = one.event
    return LivingAnswer(
        id=one.id,
        act_id=one.act.id,
        circle_id=one.ask.circle.id,
        kind_id=one.ask.event.kind,
        title=told.title,
        text=told.text,
        jurisdiction=told.jurisdiction,
        review_on=told.review_on,
        created_at=told.at,
        checked_at=told.at,
        form_key=new_key(),
    )


def _authors(one: Page) -> Iterator[LivingAuthor]:
    names = {reply.author.person.handle: (reply.author.id, True) for reply in one.credited}
    names.setdefault(one.by.person.handle, (one.by.id, _voice(one.ask) == Voice.OWN))
    for handle, (member_id, own) in names.items():
        yield LivingAuthor(living_id=one.id, member_id=member_id, shown_as=handle, own_name=own)


def _revision(one: Page) -> Revision:
    told = one.event
    return Revision(
        living_id=one.id,
        act_id=one.act.id,
        version=1,
        title=told.title,
        text=told.text,
        by_id=one.by.id,
        at=told.at,
    )


def write_index(talking: Talking, lasting: Lasting) -> None:
    """All of it, so that it can be found."""
    write(Entry, _entries(talking, lasting))


def _entries(talking: Talking, lasting: Lasting) -> Iterator[Entry]:
    for ask in talking.asks.values():
        yield fulltext.entry("ask", ask.id, scope=ask.circle.id, title=ask.event.title, body=ask.event.text)
    for answer in talking.answers.values():
        yield fulltext.entry("answer", answer.id, scope=answer.ask.circle.id, title="", body=answer.event.text)
    for offer in lasting.offers.values():
        yield fulltext.entry("offer", offer.id, scope=offer.circle.id, title=offer.event.title, body=offer.event.text)
    for page in lasting.pages.values():
        yield fulltext.entry(
            "living-answer", page.id, scope=page.ask.circle.id, title=page.event.title, body=page.event.text
        )
