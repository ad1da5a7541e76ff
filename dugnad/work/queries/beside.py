"""The tasks of something else: an ask, a campaign, a gathering."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Case, IntegerField, QuerySet, Value, When

from dugnad.kit.prepared import Prepared
from dugnad.people.models import Member
from dugnad.work.enums import UNFINISHED, State
from dugnad.work.models import Task

MOST = 6


def of_thing(member: Member, kind: str, pk: str, at: datetime) -> list[Task]:
    """What is to be done for it, as it stands at `at`, unfinished first.

    Two queries and those of the rules; one without any.
    """
    if not ATTACHED.rows(kind=kind, thing=pk):
        return []
    mine: QuerySet[Task] = Task.objects.visible_to(member).filter(thing_kind=kind, thing_id=pk)
    over = Case(When(state__in=sorted(UNFINISHED), then=Value(0)), default=Value(1), output_field=IntegerField())
    found: list[Task] = list(mine.annotate(over=over).order_by("over", "id")[: MOST + 1])
    for task in found:
        if task.state == State.HELD and not task.held(at):
            task.state = State.OPEN
    return found


def _attached(kind: str, thing: str) -> QuerySet[Task, tuple[str]]:
    return Task.objects.filter(thing_kind=kind, thing_id=thing).order_by().values_list("pk")[:1]


ATTACHED = Prepared(_attached)
