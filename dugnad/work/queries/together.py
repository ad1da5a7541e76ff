"""What was done by all together: counted, and by how many people, never by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from dugnad.people.models import Member
from dugnad.work.enums import State, UnitState
from dugnad.work.models import Task, Unit

WEEK = timedelta(days=7)
FEW = 3
"""Of fewer people no number is told: it would say who."""


@dataclass(frozen=True)
class Together:
    """What was done in the last seven days. `people` is None where they are too few to be counted."""

    tasks: int
    units: int
    people: int | None


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
