"""Lists of asks: by need, by time, one's own. All of them hold only what the member may read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from dugnad.asks.enums import State
from dugnad.asks.models import Answer, Ask, ReadMark
from dugnad.asks.rules import not_kept_apart
from dugnad.circles.rules import belongs_to_its_circle, tends_its_circle
from dugnad.kit.languages import in_language
from dugnad.kit.pages import KeysetPage, page
from dugnad.methods.distance import great_circle_km
from dugnad.people.models import Member
from dugnad.people.rules import apart

BY_NEED = ("need", "created_at", "id")
BY_TIME = ("-created_at", "-id")
NEAR = 80.0
"""Kilometres that one goes for another without much ado."""
LOOKED_AT = 60


@dataclass(frozen=True)
class AskRow:
    """One ask in a list, as its reader sees it.

    `fresh` counts answers since the reader was there, `unread` says that they never were. `kilometres` is None where
    a place is not known.
    """

    pk: str
    version: int
    circle: str
    title: str
    kind: str
    urgency: int
    place: str
    state: str
    shown_as: str
    created_at: datetime
    answers: int
    unread: bool
    fresh: int
    rose: bool
    kilometres: float | None = None


COLUMNS = (
    *("pk", "version", "circle__name", "title", "kind__names", "urgency", "place__name", "state", "shown_as"),
    *("created_at", "my_answers", "rose_at", "my_read_at", "my_fresh", "author_id"),
    *("place__latitude", "place__longitude"),
)
KEYS = ("need", "id")
"""What pages are ordered by and rows do not show."""
Point = tuple[float, float]
"""Latitude and longitude, in degrees."""


def of_circle(
    member: Member, circle: str, *, state: State = State.OPEN, kind: str = "", after: str | None = None, size: int = 30
) -> KeysetPage[AskRow]:
    """Asks of one circle: open ones by need, others by time, the newest first. One query, and those of the rules."""
    found = Ask.objects.visible_to(member).filter(circle=circle, state=state)
    if kind:
        found = found.filter(kind=kind)
    keys = BY_NEED if state == State.OPEN else BY_TIME
    return _page(member, found, keys, after, size)


def recent(member: Member, *, circle: str = "", after: str | None = None, size: int = 30) -> KeysetPage[AskRow]:
    """Every ask, the newest first."""
    found = Ask.objects.visible_to(member)
    return _page(member, found.filter(circle=circle) if circle else found, BY_TIME, after, size)


def by_need(member: Member, *, after: str | None = None, size: int = 30) -> KeysetPage[AskRow]:
    """Open asks of all circles the member belongs to, urgent and unanswered first."""
    found = Ask.objects.visible_to(member).filter(belongs_to_its_circle.which(member), state=State.OPEN)
    return _page(member, found, BY_NEED, after, size)


def waiting_near(member: Member, most: int = 5) -> list[AskRow]:
    """Open asks of others that nobody has answered: the most urgent first, and of those the nearest.

    What is near, or nowhere in particular, comes before what is further away than `NEAR`.
    """
    found = Ask.objects.visible_to(member).filter(belongs_to_its_circle.which(member), state=State.OPEN, answer_count=0)
    rows = _rows(member, found.exclude(author=member).order_by(*BY_NEED)[:LOOKED_AT])
    far = [row for row in rows if row.kilometres is not None and row.kilometres > NEAR]
    near = [row for row in rows if row not in far]
    ordered = sorted(near, key=_nearest) + sorted(far, key=_nearest)
    return ordered[:most]


def _nearest(row: AskRow) -> tuple[int, float, datetime]:
    return row.urgency, NEAR / 2 if row.kilometres is None else row.kilometres, row.created_at


def risen(member: Member, most: int = 10) -> list[AskRow]:
    """For stewards: asks of the circles they tend that nobody has answered in time, by need."""
    found = Ask.objects.visible_to(member).filter(
        tends_its_circle.which(member), state=State.OPEN, answer_count=0, rose_at__isnull=False
    )
    return _rows(member, found.order_by(*BY_NEED)[:most])


def mine_open(member: Member, most: int = 10) -> list[AskRow]:
    """The member's own asks that have not come to an end, the one with the latest news first."""
    found = Ask.objects.visible_to(member).filter(author=member, state__in=[State.OPEN, State.HELD])
    return _rows(member, found.order_by("-active_at", "-id")[:most])


def held_by_me(member: Member, most: int = 10) -> list[AskRow]:
    """What the member has taken, the longest held first."""
    found = Ask.objects.visible_to(member).filter(held_by=member, state=State.HELD)
    return _rows(member, found.order_by("held_at", "id")[:most])


def _page(
    member: Member, found: QuerySet[Ask], keys: tuple[str, ...], after: str | None, size: int
) -> KeysetPage[AskRow]:
    rows = page(_with_marks(member, found).values(*COLUMNS, *KEYS), keys=keys, after=after, size=size)
    here = _point(member)
    return KeysetPage([_row(member, here, row) for row in rows.items], rows.next)


def _rows(member: Member, found: QuerySet[Ask]) -> list[AskRow]:
    here = _point(member)
    return [_row(member, here, row) for row in _with_marks(member, found).values(*COLUMNS)]


def _with_marks(member: Member, found: QuerySet[Ask]) -> QuerySet[Ask]:
    """With how far the member has read, and counts of the answers that they may read. Nothing joins or groups."""
    mine = ReadMark.objects.filter(ask=OuterRef("pk"), member=member)
    visible = Answer.objects.filter(not_kept_apart.which(member), ask=OuterRef("pk"))
    fresh = visible.filter(~Q(author=member), created_at__gt=OuterRef("my_read_at"))
    seen = F("answer_count") if not apart(member).all else _count(visible.filter(by_asker=False))
    marked = found.annotate(my_read_at=Subquery(mine.values("read_at")[:1]))
    return marked.annotate(my_fresh=_count(fresh), my_answers=seen)


def _count(answers: QuerySet[Answer]) -> Coalesce:
    counted = answers.order_by().values("ask").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _point(member: Member) -> Point | None:
    return (member.place.latitude, member.place.longitude) if member.place else None


def _row(member: Member, here: Point | None, row: Mapping[str, Any]) -> AskRow:
    there = row["place__latitude"], row["place__longitude"]
    return AskRow(
        pk=row["pk"],
        version=row["version"],
        circle=row["circle__name"],
        title=row["title"],
        kind=in_language(row["kind__names"]),
        urgency=row["urgency"],
        place=row["place__name"] or "",
        state=row["state"],
        shown_as=row["shown_as"],
        created_at=row["created_at"],
        answers=row["my_answers"],
        unread=row["my_read_at"] is None and row["author_id"] != member.pk,
        fresh=row["my_fresh"],
        rose=row["rose_at"] is not None,
        kilometres=great_circle_km(*here, *there) if here and None not in there else None,
    )
