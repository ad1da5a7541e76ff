"""One task in a list, as its reader sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from dugnad.methods.distance import great_circle_km
from dugnad.people.models import Member
from dugnad.work.models import Task
from dugnad.work.queries.naming import knows
from dugnad.work.queries.needs import NOTHING, Need, needs
from dugnad.work.queries.waits import Waited

COLUMNS = (
    *(
        "pk",
        "title",
        "circle_id",
        "circle__name",
        "minutes",
        "state",
        "due_on",
        "created_at",
        "units_total",
        "units_done",
    ),
    *("held_by_id", "held_by__handle", "lease_until", "handed_to_id", "done_by_id", "place__name"),
    *("place__latitude", "place__longitude"),
)


@dataclass(frozen=True)
class Row:
    """`total` and `done` count units and are 0 for a task that is not split. `kilometres` is None where unknown.

    `to_me`: its reader was asked to go on with it. `awaited`: how many others wait for it.
    """

    pk: str
    title: str
    circle: str
    circle_id: str
    minutes: int
    state: str
    place: str
    kilometres: float | None
    due_on: date | None
    created_at: datetime
    total: int
    done: int
    holder: str
    mine: bool
    lease_until: datetime | None
    to_me: bool
    awaited: int
    need: Need
    waits: tuple[Waited, ...] = ()

    @property
    def left(self) -> int:
        """Units that are not done."""
        return self.total - self.done


def rows(member: Member, tasks: QuerySet[Task], *, with_needs: bool = False) -> list[Row]:
    """The rows of `tasks`, in their order. One query; two more for what each of them takes."""
    return dressed(member, list(tasks.values(*COLUMNS, *_annotated(tasks))), with_needs=with_needs)


def _annotated(tasks: QuerySet[Task]) -> list[str]:
    return [name for name in ("awaited", "due") if name in tasks.query.annotations]


def dressed(member: Member, found: Sequence[Mapping[str, Any]], *, with_needs: bool) -> list[Row]:
    """The rows of what was read with `COLUMNS`. Two queries for what they take; none for nothing."""
    needed = needs([row["pk"] for row in found]) if with_needs else {}
    here = (member.place.latitude, member.place.longitude) if member.place else None
    return [
        Row(
            pk=row["pk"],
            title=row["title"],
            circle=row["circle__name"],
            circle_id=row["circle_id"],
            minutes=row["minutes"],
            state=row["state"],
            place=row["place__name"] or "",
            kilometres=_kilometres(here, row),
            due_on=row["due_on"],
            created_at=row["created_at"],
            total=row["units_total"],
            done=row["units_done"],
            holder=row["held_by__handle"] or "" if knows(member, row["circle_id"], row["held_by_id"]) else "",
            mine=row["held_by_id"] == member.pk,
            lease_until=row["lease_until"],
            to_me=row["handed_to_id"] == member.pk,
            awaited=row.get("awaited", 0),
            need=needed.get(row["pk"], NOTHING),
        )
        for row in found
    ]


def _kilometres(here: tuple[float, float] | None, row: Mapping[str, Any]) -> float | None:
    there = row["place__latitude"], row["place__longitude"]
    return great_circle_km(*here, *there) if here and None not in there else None
