"""What asks, answers, calls and offers hold of a member."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dugnad.asks import parting
from dugnad.asks.models import (
    Answer,
    Ask,
    AskLanguage,
    AskPicture,
    Call,
    Callee,
    Kind,
    Letting,
    LivingAnswer,
    LivingAuthor,
    Offer,
    Opening,
    ReadMark,
    Reservation,
    Revision,
    Rotation,
    Round,
    SealedPart,
    SealedReading,
    Thanks,
    ThanksForAsking,
)
from dugnad.kit.seal import unseal
from dugnad.people.holdings import (
    Fate,
    Holding,
    Wish,
    of_nobody,
    register,
    register_forgetting,
    register_parting,
    register_wish,
)
from dugnad.people.parting import GONE, TAKEN_BACK, WORKS

LASTS = "you leave for good, or the circle's time for keeping is over"
ASKS = "asks"


def connect() -> None:
    """Called once, when all apps are ready."""
    register_wish(Wish(ASKS, _("What I asked may stay, without a name"), at_first=False, lone_stays=True))
    register_wish(Wish(parting.ANSWERS, _("What I answered may stay, without a name: others may lean on it"),
    at_first=False,
                       lone_stays=True))  # fmt: skip
    register(*_asks(), *_answers(), *_calls(), *_lasting(), *_sealed())
    of_nobody(Kind, "the movement's list of what asks are about")
    of_nobody(Rotation, "where a long list of members was last looked through")
    register_parting(parting.part)
    register_forgetting(parting.forget)


def _asks() -> tuple[Holding, ...]:
    plain: Mapping[str, Any] = {"shown_as": GONE, "case_name": "", "form_key": ""}
    mine = {"title": TAKEN_BACK, "text": "", "note": "", "place": None, **plain}
    return (
        Holding("asks", Ask, "author", _("What I asked"), fate=Fate.CHOSEN, wish=ASKS, index="ask", unnamed=plain,
                words=("title", "text", "case_name", "note", "shown_as"), not_words=("form_key",), emptied=mine,
                stood_on=lambda member: Q(pk__in=Answer.objects.exclude(author=member).values("ask")),
                why="so that somebody can help you", until=LASTS),
        Holding("ask-languages", AskLanguage, "ask__author", _("Languages of my asks"), fate=Fate.WITH,
                why="to ask those who speak them", until=LASTS),
        Holding("ask-pictures", AskPicture, "ask__author", _("Pictures in my asks"), fate=Fate.CHOSEN, wish=ASKS,
                words=("file", "describes"), why="so that somebody can help you", until=LASTS),
        Holding("calls-for-me", Round, "ask__author", _("How far calling for my asks has come"), given=False,
                fate=Fate.WITH,
                why="to call the next ones in time", until=LASTS),
        Holding("asks-held", Ask, "held_by", _("Asks I have taken on"), gives=("id", "circle_id", "held_at"),
                fate=Fate.UNNAMED, why="so that others know that somebody is at it", until="you give it back"),
        Holding("ask-notes", Ask, "note_by", _("Words I left on asks"), gives=("id", "circle_id", "note"),
                fate=Fate.UNNAMED, emptied={"note": ""}, words=("note",), why="for whoever goes on", until=LASTS),
        Holding("asks-read", ReadMark, "member", _("How far I have read"), why="to show you what is new", until=LASTS),
        Holding("thanks-for-asking", ThanksForAsking, "by", _("My thanks for asks"), why="so that somebody is thanked",
                until=LASTS),
    )  # fmt: skip


def _answers() -> tuple[Holding, ...]:
    return (
        Holding("answers", Answer, "author", _("What I answered"), fate=Fate.CHOSEN, wish=parting.ANSWERS,
                index="answer",
                words=("text", "shown_as"), not_words=("form_key",), unnamed={"shown_as": GONE, "form_key": ""},
                why="so that somebody is helped, and others after them", until=LASTS),
        Holding("thanks", Thanks, "by", _("My thanks for answers"), why="so that somebody is thanked", until=LASTS),
        Holding("living-answers", LivingAnswer, "authors__member", _("Living answers I wrote with others"),
                fate=Fate.CHOSEN, wish=WORKS, index="living-answer", words=(),
                not_words=("title", "text", "jurisdiction", "form_key"),
                stood_on=lambda member: Q(pk__in=LivingAuthor.objects.exclude(member=member).values("living")),
                why="what the circle knows; where others wrote in it too, it stays without your name",
                until="the circle takes it out of use"),
        Holding("living-credits", LivingAuthor, "member", _("Where I am named as a writer"),
                why="so that whoever wrote is named", until="you leave for good"),
        Holding("revisions", Revision, "by", _("Earlier words of living answers, as I changed them"),
                why="so that a change can be looked up", until="you leave for good"),
    )  # fmt: skip


def _calls() -> tuple[Holding, ...]:
    return (
        Holding("calls", Call, "member", _("Asks I was called for by name"), why="so that you are not called too often",
                until=LASTS),
        Holding("calls-passed", Call, "passed_by", _("Calls I passed on"), given=False, fate=Fate.UNNAMED,
                not_words=("reasons",), why="so that whoever is called knows why", until=LASTS),
        Holding("called", Callee, "member", _("How often I was called, and came"),
                why="so that calls go round", until="you leave for good"),
    )  # fmt: skip


def _lasting() -> tuple[Holding, ...]:
    return (
        Holding("offers", Offer, "author", _("What I offer"), index="offer", why="so that others can take it up",
                until=LASTS),
        Holding("openings", Opening, "offer__author", _("When my offers stand"), fate=Fate.WITH,
                why="so that others can take it up", until=LASTS),
        Holding("reservations", Reservation, "by", _("Places I took in offers"), why="so that a place is given once",
                until=LASTS),
    )  # fmt: skip


def _sealed() -> tuple[Holding, ...]:
    return (
        Holding("sealed-parts", SealedPart, "ask__author", _("Sealed parts of my asks"),
                opens={"text": lambda one: unseal(bytes(one.text), about=one.pk) if one.text else ""},
                why="for those alone whom you let in", until="the day you chose, 90 days at most"),
        Holding("let-in", Letting, "member", _("Sealed parts I was let into"), gives=("letting", "at"),
                why="so that you can open it", until=LASTS),
        Holding("sealed-readings", SealedReading, "member", _("Sealed parts I opened"), gives=("at",),
                why="so that whoever wrote it sees who has read it", until=LASTS),
    )  # fmt: skip
