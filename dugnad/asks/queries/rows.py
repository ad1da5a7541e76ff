"""One ask in a list, and how many are read at once.

The SQL of a list depends on how many circles its reader is in and how they read them, not on which: it is prepared
once for each such shape. For the few who are kept apart from somebody, or have something hidden in one of their
circles, the ORM makes it anew each time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from dugnad.asks.models import Answer, Ask, ReadMark
from dugnad.asks.rules import counts
from dugnad.circles.hiding import hides
from dugnad.circles.rules import Stand
from dugnad.kit.languages import in_language
from dugnad.kit.permission import NOTHING
from dugnad.kit.prepared import Prepared, Shaped, Value
from dugnad.methods.distance import great_circle_km
from dugnad.people.models import Member
from dugnad.people.rules import apart

Point = tuple[float, float]
"""Latitude and longitude, in degrees."""
Pick = Callable[[QuerySet[Ask], str], QuerySet[Ask]]
"""Which asks of those that somebody reads, and in what order; the text is the id of the reader."""


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
LIGHT = ("pk", "urgency", "created_at", "place__latitude", "place__longitude")


@dataclass(frozen=True)
class Glimpse:
    """As much of an ask as it takes to see how near it is. `kilometres` is None where a place is not known."""

    pk: str
    urgency: int
    created_at: datetime
    kilometres: float | None


def picked(member: Member, stands: Iterable[Stand], pick: Pick, most: int) -> list[AskRow]:
    """The first `most` asks that `pick` chooses from the circles of `stands`, as far as `member` reads them.

    One query, and those of the rules. `pick` is to be a function of a module, for it is known by its identity.
    """
    here = point_of(member)
    return [row_of(member, here, row) for row in _chosen(member, list(stands), pick, most, whole_rows=True)]


def glimpsed(member: Member, stands: Iterable[Stand], pick: Pick, most: int) -> list[Glimpse]:
    """As `picked`, for whoever chooses among many and shows a few: see `rows_of`."""
    here = point_of(member)
    return [
        Glimpse(row["pk"], row["urgency"], row["created_at"], _kilometres(here, row))
        for row in _chosen(member, list(stands), pick, most, whole_rows=False)
    ]


def rows_of(member: Member, glimpses: Sequence[Glimpse]) -> list[AskRow]:
    """The asks of `glimpses`, which `member` was given a moment ago, in their order. One query, none for none."""
    keys = [glimpse.pk for glimpse in glimpses]
    if not keys:
        return []
    if apart(member).all or hides(member):
        asks = Ask.objects.visible_to(member).filter(pk__in=keys)
        found = list(with_marks(member.pk, asks, counts.which(member)).values(*COLUMNS))
    else:
        found = [dict(zip(COLUMNS, row, strict=True)) for row in THESE.rows(asks=keys, member=member.pk)]
    here = point_of(member)
    rows = {row["pk"]: row_of(member, here, row) for row in found}
    return [rows[key] for key in keys if key in rows]


def _chosen(
    member: Member, stands: Sequence[Stand], pick: Pick, most: int, *, whole_rows: bool
) -> list[dict[str, Any]]:
    columns = COLUMNS if whole_rows else LIGHT
    if apart(member).all or hides(member):
        asks = Ask.objects.visible_to(member).filter(circle__in=[stand.circle for stand in stands])
        found = pick(asks, member.pk)[:most]
        marked = with_marks(member.pk, found, counts.which(member)) if whole_rows else found
        return list(marked.values(*columns))
    whole = sorted(stand.circle for stand in stands if stand.reads_from_start)
    since = sorted((stand.circle, stand.reads_since) for stand in stands if stand.reads_since is not None)
    if not whole and not since:
        return []
    values: dict[str, Value] = {"member": member.pk}
    values |= {f"whole{n}": circle for n, circle in enumerate(whole)}
    for n, (circle, moment) in enumerate(since):
        values |= {f"part{n}": circle, f"since{n}": moment}
    rows = _prepared(pick, most, len(whole), len(since), whole_rows).rows(**values)
    return [dict(zip(columns, row, strict=True)) for row in rows]


@lru_cache(maxsize=200)
def _prepared(pick: Pick, most: int, whole: int, since: int, whole_rows: bool) -> Prepared:
    kinds: dict[str, object] = {"member": str, **{f"whole{n}": str for n in range(whole)}}
    for n in range(since):
        kinds |= {f"part{n}": str, f"since{n}": datetime}

    def build(member: str, **marks: Value) -> QuerySet[Ask, tuple[Any, ...]]:
        may_read = readable(
            [marks[f"whole{n}"] for n in range(whole)],
            [marks[f"part{n}"] for n in range(since)],
            [marks[f"since{n}"] for n in range(since)],
        )
        found = pick(Ask.objects.filter(may_read), member)[:most]
        return with_marks(member, found).values_list(*COLUMNS) if whole_rows else found.values_list(*LIGHT)

    return Prepared(build, kinds)


def readable(whole: Sequence[Value], part: Sequence[Value], since: Sequence[Value]) -> Q:
    """Asks of the circles `whole`, and of each in `part` from its moment in `since` on."""
    asks = Q(circle__in=whole) if whole else NOTHING
    for circle, moment in zip(part, since, strict=True):
        asks |= Q(circle=circle, created_at__gte=moment)
    return asks


def with_marks(member: str, found: QuerySet[Ask], visible: Q | None = None) -> QuerySet[Ask]:
    """With how far the member has read, and counts of the answers that they may read. Nothing joins or groups.

    `visible` says which answers those are, for somebody who may not read all.
    """
    mine = ReadMark.objects.filter(ask=OuterRef("pk"), member=member)
    answers = Answer.objects.filter(visible or Q(), ask=OuterRef("pk"))
    fresh = answers.filter(~Q(author=member), created_at__gt=OuterRef("my_read_at"))
    seen = F("answer_count") if visible is None else _count(answers.filter(by_asker=False))
    marked = found.annotate(my_read_at=Subquery(mine.values("read_at")[:1]))
    return marked.annotate(my_fresh=_count(fresh), my_answers=seen)


def _count(answers: QuerySet[Answer]) -> Coalesce:
    counted = answers.order_by().values("ask").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _these(asks: list[str], member: str) -> QuerySet[Ask, tuple[Any, ...]]:
    return with_marks(member, Ask.objects.filter(pk__in=asks)).values_list(*COLUMNS)


THESE = Shaped(_these)


def point_of(member: Member) -> Point | None:
    """Where the member is, if they said so."""
    return (member.place.latitude, member.place.longitude) if member.place else None


def row_of(member: Member, here: Point | None, row: Mapping[str, Any]) -> AskRow:
    """The row from its `COLUMNS`, seen from `here`."""
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
        kilometres=_kilometres(here, row),
    )


def _kilometres(here: Point | None, row: Mapping[str, Any]) -> float | None:
    there = row["place__latitude"], row["place__longitude"]
    return great_circle_km(*here, *there) if here and None not in there else None
