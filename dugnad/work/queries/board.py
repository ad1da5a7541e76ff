"""The board: what is ready, what waits and for whom, what is in hands, and how far all have come together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from dugnad.circles.rules import stands
from dugnad.kit.pages import KeysetPage, page
from dugnad.kit.prepared import Prepared
from dugnad.people.models import Member
from dugnad.work.enums import State, UnitState
from dugnad.work.models import Task, Unit
from dugnad.work.queries.ready import BY_NEED, HELD_UP, by_need, free, ready
from dugnad.work.queries.rows import COLUMNS, Row, dressed, rows
from dugnad.work.queries.waits import waited

SHOWN = 20
"""Rows of each part but the first."""


def in_circle(circle: str) -> Q:
    """The tasks of one circle."""
    return Q(circle=circle)


def in_my_circles(member: Member) -> Q:
    """The tasks of the circles that `member` belongs to."""
    return Q(circle__in=[stand.circle for stand in stands(member).values() if stand.active])


@dataclass(frozen=True)
class Check:
    """Done, and to be looked at. `mine`: its reader did it, or a part of it, and so does not check it."""

    row: Row
    mine: bool


def ready_now(member: Member, scope: Q, at: datetime, after: str | None = None) -> KeysetPage[Row]:
    """What can be begun, by need. Three queries and those of the rules."""
    tasks = by_need(Task.objects.visible_to(member).filter(scope, ready(at)))
    found = page(tasks.values(*COLUMNS, "awaited", "due", "id"), keys=BY_NEED, after=after, size=SHOWN)
    return KeysetPage(dressed(member, found.items, with_needs=True), found.next)


def of_circle(member: Member, circle: str, at: datetime) -> list[Row]:
    """What can be begun in one circle, for its page: nothing is asked where it has no tasks."""
    return list(ready_now(member, in_circle(circle), at).items) if HERE.rows(circle=circle) else []


def _here(circle: str) -> QuerySet[Task, tuple[str]]:
    return Task.objects.filter(circle=circle).order_by().values_list("pk")[:1]


HERE = Prepared(_here)


def waiting(member: Member, scope: Q, at: datetime) -> list[Row]:
    """What is in nobody's hands and waits for others, with what it waits for."""
    tasks = by_need(Task.objects.visible_to(member).filter(scope, free(at), HELD_UP))
    found = rows(member, tasks.order_by(*BY_NEED)[:SHOWN])
    on = waited(member, [row.pk for row in found], at) if found else {}
    return [replace(row, waits=on[row.pk]) for row in found]


def in_hands(member: Member, scope: Q, at: datetime, *, mine: bool) -> list[Row]:
    """What `member` holds, or what others do; the lease that ends first comes first."""
    held = Q(state=State.HELD, lease_until__gt=at) & (Q(held_by=member) if mine else ~Q(held_by=member))
    return rows(member, Task.objects.visible_to(member).filter(scope, held).order_by("lease_until", "id")[:SHOWN])


def my_units(member: Member, scope: Q, at: datetime) -> list[Row]:
    """The jobs of which `member` holds units, the lease that ends first first."""
    held = Unit.objects.filter(task=OuterRef("pk"), held_by=member, state=UnitState.HELD, lease_until__gt=at)
    tasks = Task.objects.visible_to(member).filter(scope, Exists(held), state=State.OPEN)
    return rows(member, tasks.order_by("created_at", "id")[:SHOWN])


def to_check(member: Member, scope: Q) -> list[Check]:
    """What waits for a second pair of eyes, the longest waiting first."""
    found = rows(
        member, Task.objects.visible_to(member).filter(scope, state=State.TO_CHECK).order_by("done_at", "id")[:SHOWN]
    )
    own = Q(done_by=member) | Q(Exists(Unit.objects.filter(task=OuterRef("pk"), done_by=member)))
    mine = set(Task.objects.filter(own, pk__in=[row.pk for row in found]).values_list("pk", flat=True))
    return [Check(row, row.pk in mine) for row in found]
