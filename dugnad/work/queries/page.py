"""What the page of one task shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from dugnad.circles import things
from dugnad.circles.things import Thing
from dugnad.people.models import Member
from dugnad.work.enums import UNFINISHED
from dugnad.work.models import Note, Task, Wait
from dugnad.work.queries.naming import knows
from dugnad.work.queries.needs import Need, needs
from dugnad.work.queries.waits import Waited, waited_one

PEOPLE = ("circle", "author", "held_by", "handed_to", "done_by", "checked_by", "place")


@dataclass(frozen=True)
class Said:
    """A note, by whom as far as its reader may know them."""

    note: Note
    name: str


@dataclass(frozen=True)
class Names:
    """Who has to do with a task, as far as its reader may know them; empty for nobody and for those kept apart."""

    author: str
    holder: str
    handed_to: str
    done_by: str
    checked_by: str


@dataclass(frozen=True)
class Facts:
    """`before` is what it waits for still, `after` what waits for it."""

    task: Task
    names: Names
    need: Need
    before: tuple[Waited, ...]
    after: tuple[Waited, ...]
    notes: tuple[Said, ...]
    thing: Thing | None


def task_for(member: Member, task_id: str) -> Task | None:
    """The task with everybody in it, if `member` may read it. One query and those of the rules."""
    found: Task | None = Task.objects.visible_to(member).select_related(*PEOPLE).filter(pk=task_id).first()
    return found


def facts(member: Member, task: Task, at: datetime) -> Facts:
    """Five queries, and what it takes to find the thing it belongs to."""
    waits = Wait.objects.filter(Q(task=task) | Q(on=task)).select_related("task__held_by", "on__held_by").order_by("pk")
    before = [wait.on for wait in waits if wait.task_id == task.pk and wait.on.state in UNFINISHED]
    after = [wait.task for wait in waits if wait.on_id == task.pk and wait.task.state in UNFINISHED]
    return Facts(
        task=task,
        names=_names(member, task),
        need=needs([task.pk])[task.pk],
        before=tuple(waited_one(member, one, at) for one in before),
        after=tuple(waited_one(member, one, at) for one in after),
        notes=tuple(_notes(member, task)),
        thing=things.find(member, task.thing_kind, task.thing_id) if task.thing_kind else None,
    )


def _names(member: Member, task: Task) -> Names:
    def name(other: Member | None) -> str:
        return other.handle if other and knows(member, task.circle_id, other.pk) else ""

    return Names(*map(name, (task.author, task.held_by, task.handed_to, task.done_by, task.checked_by)))


def _notes(member: Member, task: Task) -> list[Said]:
    """The latest first; without those of people kept apart."""
    found = Note.objects.filter(task=task).select_related("by").order_by("-at", "-pk")[:50]
    return [
        Said(one, one.by.handle if one.by else "")
        for one in found
        if one.by_id is None or knows(member, task.circle_id, one.by_id)
    ]
