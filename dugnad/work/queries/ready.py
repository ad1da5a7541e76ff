"""What can be begun, as conditions over tasks. A lease that is over holds nothing, told by the clock or not."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Count, DateField, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from dugnad.work.enums import UNFINISHED, State, UnitState
from dugnad.work.models import Task, Unit, Wait

NEVER = date(9999, 12, 31)
BY_NEED = ("due", "-awaited", "created_at", "id")
"""What is due first, then what most others wait for, then what has waited longest. See `by_need`."""

HELD_UP = Q(Exists(Wait.objects.filter(task=OuterRef("pk"), on__state__in=sorted(UNFINISHED))))
"""It waits for a task that has not come to an end."""


def free(at: datetime) -> Q:
    """In nobody's hands at `at`; of a job, at least one unit."""
    units = Unit.objects.filter(
        Q(state=UnitState.FREE) | Q(state=UnitState.HELD, lease_until__lte=at), task=OuterRef("pk")
    )
    whole = Q(state=State.OPEN) | Q(state=State.HELD, lease_until__lte=at)
    return whole & (Q(units_total=0) | Q(Exists(units)))


def ready(at: datetime) -> Q:
    """Can be begun at `at`."""
    return free(at) & ~HELD_UP


def by_need(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """With `due` and `awaited` (how many unfinished tasks wait for it), which `BY_NEED` sorts by."""
    others = Wait.objects.filter(on=OuterRef("pk"), task__state__in=sorted(UNFINISHED)).order_by().values("on")
    counted = Subquery(others.annotate(n=Count("pk")).values("n"), output_field=IntegerField())
    due = Coalesce("due_on", Value(NEVER), output_field=DateField())
    return tasks.annotate(due=due, awaited=Coalesce(counted, 0))
