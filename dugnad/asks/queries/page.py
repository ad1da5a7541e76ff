"""Everything the page of an ask shows, in as few questions to the database as it takes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery

from dugnad.asks import enums, rules
from dugnad.asks.enums import IN_OWN_NAME
from dugnad.asks.models import Answer, Ask, Letting, ReadMark, SealedPart, Thanks, ThanksForAsking
from dugnad.kit.prepared import Prepared
from dugnad.people.marks import Shown, of_members
from dugnad.people.models import Member
from dugnad.professions.models import Mark


class AnswerRow(NamedTuple):
    """One answer as its reader sees it. `thanked`: by the reader."""

    pk: str
    circle_id: str
    author_id: str | None
    voice: str
    shown_as: str
    by_asker: bool
    nature: str
    text: str
    thanks_count: int
    helped_at: datetime | None
    version: int
    edited_at: datetime | None
    created_at: datetime
    handle: str | None
    picture: str
    place: str | None
    marked: bool
    thanked: bool
    marks: tuple[Shown, ...] = ()

    @property
    def own_name(self) -> str:
        """The handle of whoever wrote this, if they wrote in their own name and are still here; else empty."""
        return self.handle or "" if self.voice in IN_OWN_NAME else ""


@dataclass(frozen=True)
class AskFacts:
    """An ask for one reader.

    `letting` is where the reader stands with the sealed part, `waiting` how many wait for the asker to let them in.
    `thanked`: for asking, by the reader. `own_name` is the handle of the asker, if they ask in their own name and are
    still here.
    """

    ask: Ask
    read_at: datetime | None
    has_sealed: bool
    sealed_erased_at: datetime | None
    letting: str
    waiting: int
    own_name: str
    thanked: bool

    @property
    def news(self) -> bool:
        """Something has happened since the reader was here."""
        return self.read_at is None or self.read_at < self.ask.active_at


HOLDER = ("handle", "is_active")
SHOWN = (
    *("circle__name", "kind__names", "place__name", "place__latitude", "place__longitude"),
    *(f"{who}__{fact}" for who in ("held_by", "note_by") for fact in HOLDER),
)
"""What the page shows of the rows that an ask points to. The rest of them is not read."""


def _ask(ask: str, member: str) -> QuerySet[Ask]:
    here = {"ask": OuterRef("pk")}
    sealed, lettings = SealedPart.objects.filter(**here), Letting.objects.filter(sealed__ask=OuterRef("pk"))
    waiting = lettings.filter(letting=enums.Letting.REQUESTED).order_by().values("sealed").annotate(n=Count("pk"))
    own = [field.attname for field in Ask._meta.concrete_fields]
    return (
        Ask.objects.filter(pk=ask)
        .select_related("circle", "kind", "place", "held_by", "note_by")
        .only(*own, *SHOWN)
        .annotate(
            my_read_at=Subquery(ReadMark.objects.filter(member=member, **here).values("read_at")[:1]),
            sealed_until=Subquery(sealed.values("erase_at")[:1]),
            sealed_erased_at=Subquery(sealed.values("erased_at")[:1]),
            my_letting=Subquery(lettings.filter(member=member).values("letting")[:1]),
            sealed_waiting=Subquery(waiting.values("n")),
            asker_handle=F("author__handle"),
            my_thanks=Exists(ThanksForAsking.objects.filter(by=member, **here)),
        )
    )


COLUMNS = (
    *("pk", "circle_id", "author_id", "voice", "shown_as", "by_asker", "nature", "text", "thanks_count", "helped_at"),
    *("version", "edited_at", "created_at", "author__handle", "author__picture", "author__place__name", "marked"),
)


def _answers(ask: str, member: str) -> QuerySet[Answer, tuple[Any, ...]]:
    thanked = Exists(Thanks.objects.filter(answer=OuterRef("pk"), by=member))
    marked = Exists(Mark.objects.filter(member=OuterRef("author"), ended_at=None, expires_at__isnull=False))
    found = Answer.objects.filter(ask=ask).order_by("created_at", "id")
    return found.annotate(thanked=thanked, marked=marked).values_list(*COLUMNS, "thanked")


ASK = Prepared(_ask)
ANSWERS = Prepared(_answers)


def facts(member: Member, ask_id: str) -> AskFacts | None:
    """The ask with this id, if `member` may read it. One query, and those of the rules."""
    found: list[Ask] = ASK.objects(ask=ask_id, member=member.pk)
    if not found or not rules.reads_ask.can(member, found[0]):
        return None
    ask, more = found[0], vars(found[0])
    return AskFacts(
        ask=ask,
        read_at=more["my_read_at"],
        has_sealed=more["sealed_until"] is not None,
        sealed_erased_at=more["sealed_erased_at"],
        letting=more["my_letting"] or "",
        waiting=more["sealed_waiting"] or 0,
        own_name=(more["asker_handle"] or "") if ask.voice in IN_OWN_NAME else "",
        thanked=more["my_thanks"],
    )


def answers(member: Member, ask: Ask) -> list[AnswerRow]:
    """The answers to `ask`, which `member` reads, in the order they came. One query; three with marks beside names."""
    rows = (_row(values) for values in ANSWERS.rows(ask=ask.pk, member=member.pk))
    return _with_marks([row for row in rows if rules.reads_in_place.can(member, row)])


def _with_marks(rows: list[AnswerRow]) -> list[AnswerRow]:
    """What others stand for goes beside the names of those who wrote in their own."""
    known = of_members({row.author_id for row in rows if row.marked and row.author_id})
    return [row._replace(marks=known[row.author_id]) if row.marked and row.author_id in known else row for row in rows]


def answer_row(member: Member, answer: Answer) -> AnswerRow:
    """One answer as `answers` gives it. Raises `StopIteration` for one that `member` may not read."""
    return next(row for row in answers(member, answer.ask) if row.pk == answer.pk)


def _row(values: tuple[Any, ...]) -> AnswerRow:
    row = AnswerRow(*values)
    if row.voice in IN_OWN_NAME:
        return row
    # What could tell who is behind another name goes no further than this.
    return row._replace(handle=None, picture="", place=None, marked=False)
