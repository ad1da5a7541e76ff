"""What a task waits for, as its reader may know of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from dugnad.people.models import Member
from dugnad.work.enums import UNFINISHED
from dugnad.work.models import Task, Wait
from dugnad.work.queries.naming import knows


@dataclass(frozen=True)
class Waited:
    """A task that another waits for. Without a title for those who may not read it; `holder` as they may know them."""

    pk: str
    title: str
    holder: str
    mine: bool


def waited(member: Member, tasks: Iterable[str], at: datetime) -> Mapping[str, tuple[Waited, ...]]:
    """By task, the unfinished ones that it waits for, the oldest first. One query."""
    found: defaultdict[str, tuple[Waited, ...]] = defaultdict(tuple)
    waits = Wait.objects.filter(task__in=list(tasks), on__state__in=sorted(UNFINISHED)).order_by("on__created_at", "on")
    for one in waits.select_related("on__held_by"):
        found[one.task_id] = (*found[one.task_id], waited_one(member, one.on, at))
    return found


def waited_one(member: Member, on: Task, at: datetime) -> Waited:
    """`on` as `member` may know of it."""
    hidden = on.author_id is not None and not knows(member, on.circle_id, on.author_id)
    held = on.held(at) and knows(member, on.circle_id, on.held_by_id)
    return Waited(
        pk="" if hidden else on.pk,
        title="" if hidden else on.title,
        holder=on.held_by.handle if held and on.held_by else "",
        mine=on.held(at) and on.held_by_id == member.pk,
    )
