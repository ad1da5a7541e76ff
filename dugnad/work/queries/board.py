"""The board: what is ready, what waits and for whom, what is in hands, and how far all have come together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from dugnad.circles.rules import stands
from dugnad.kit.pages import KeysetPage, page
from dugnad.people.models import Member
from dugnad.work.chains import Chain, longest
from dugnad.work.enums import UNFINISHED, State, UnitState
from dugnad.work.models import Task, Unit, Wait
from dugnad.work.queries.ready import BY_NEED, HELD_UP, by_need, free, ready
from dugnad.work.queries.rows import COLUMNS, Row, dressed, rows, waited

WEEK = timedelta(days=7)
SHOWN = 20
"""Rows of each part but the first."""
FEW = 3
"""Of fewer people no number is told: it would say who."""


def in_circle(circle: str) -> Q:
    """The tasks of one circle."""
    return Q(circle=circle)


def in_my_circles(member: Member) -> Q:
    """The tasks of the circles that `member` belongs to."""
    return Q(circle__in=[stand.circle for stand in stands(member).values() if stand.active])


@dataclass(frozen=True)
class Together:
    """What was done in the last seven days. `people` is None where they are too few to be counted."""

    tasks: int
    units: int
    people: int | None


@dataclass(frozen=True)
class Link:
    """A task of a chain, without a title for those who may not read it."""

    pk: str
    title: str


@dataclass(frozen=True)
class LongestChain:
    """Tasks that have to be done one after another, and how many minutes that takes."""

    links: tuple[Link, ...]
    minutes: int


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


def together(member: Member, scope: Q, at: datetime) -> Together:
    """What all have done in the last seven days. Two queries."""
    since = {"done_at__gt": at - WEEK, "done_at__lte": at}
    seen = Task.objects.visible_to(member).filter(scope)
    tasks = _by_doer(seen.filter(state=State.DONE, **since))
    units = _by_doer(Unit.objects.filter(task__in=seen, state=UnitState.DONE, **since))
    people = len({*tasks, *units} - {None})
    return Together(sum(tasks.values()), sum(units.values()), people if people >= FEW else None)


def _by_doer(done: QuerySet[Any]) -> dict[str | None, int]:
    return dict(done.order_by().values("done_by").annotate(n=Count("pk")).values_list("done_by", "n"))


def chain(member: Member, scope: Q) -> LongestChain | None:
    """The longest chain of unfinished tasks in `scope`; None where nothing waits for anything. Two queries."""
    unfinished = sorted(UNFINISHED)
    waits = Wait.objects.filter(
        task__in=Task.objects.visible_to(member).filter(scope, state__in=unfinished), on__state__in=unfinished
    )
    arrows = list(waits.values_list("task_id", "on_id"))
    if not arrows:
        return None
    joined = sorted({pk for arrow in arrows for pk in arrow})
    tasks = Task.objects.filter(pk__in=joined).values_list("pk", "minutes", "units_total", "units_done")
    found: Chain = longest(arrows, {pk: minutes * max(1, total - done) for pk, minutes, total, done in tasks})
    titles: Mapping[str, str] = dict(
        Task.objects.visible_to(member).filter(pk__in=found.tasks).values_list("pk", "title")
    )
    links = tuple(Link(pk if pk in titles else "", titles.get(pk, "")) for pk in found.tasks)
    return LongestChain(links, found.minutes)
