"""How far a job is, what somebody holds of it, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from dugnad.kit.pages import KeysetPage, page
from dugnad.people.models import Member
from dugnad.work.enums import UnitState
from dugnad.work.models import Task, Unit
from dugnad.work.queries.naming import knows
from dugnad.work.queries.together import FEW


@dataclass(frozen=True)
class Queue:
    """How far a job is. `people` who have done a unit of it is None where they are too few to be counted."""

    total: int
    done: int
    held: int
    free: int
    people: int | None


def queue(task: Task, at: datetime) -> Queue:
    """Two queries."""
    units = Unit.objects.filter(task=task)
    counts = units.aggregate(
        held=Count("pk", filter=Q(state=UnitState.HELD, lease_until__gt=at)),
        done=Count("pk", filter=Q(state=UnitState.DONE)),
        total=Count("pk"),
    )
    people = units.filter(state=UnitState.DONE).aggregate(n=Count("done_by", distinct=True))["n"]
    free = counts["total"] - counts["done"] - counts["held"]
    return Queue(counts["total"], counts["done"], counts["held"], free, people if people >= FEW else None)


def my_units(member: Member, task: Task, at: datetime) -> list[Unit]:
    """The units of `task` that `member` holds, in order. One query."""
    held = Unit.objects.filter(task=task, state=UnitState.HELD, held_by=member, lease_until__gt=at)
    return list(held.order_by("number"))


def has_done(member: Member, task: Task) -> bool:
    """Whether `member` did a unit of `task`. One query."""
    return Unit.objects.filter(task=task, state=UnitState.DONE, done_by=member).exists()


def done_units(member: Member, task: Task, after: str | None = None) -> KeysetPage[Unit]:
    """What came of the units, in order, without names. Of those kept apart from `member` nothing is told. One query."""
    found = page(Unit.objects.filter(task=task, state=UnitState.DONE), keys=("number", "id"), after=after)
    for unit in found.items:
        if unit.done_by_id and not knows(member, task.circle_id, unit.done_by_id):
            unit.outcome = ""
    return found
