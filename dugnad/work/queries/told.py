"""What one member may know of acts around tasks, in words. A fixed number of queries for many acts.

Words travel in a letter only from an open circle.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from dugnad.circles.enums import Openness
from dugnad.kit.clock import now
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from dugnad.people.telling import Words, actors
from dugnad.work import acts as verbs
from dugnad.work.enums import UNFINISHED, State
from dugnad.work.models import Note, Task, Unit, Wait
from dugnad.work.queries.ready import ready

Line = Callable[[], str]
ENDINGS = {verbs.DONE.code, verbs.CHECKED.code, verbs.CLOSED.code}


@dataclass(frozen=True)
class Known:
    """What the words about some acts are made of. `unlocked`: the reader's own tasks that waited for each task."""

    member: Member
    tasks: Mapping[str, Task]
    people: Mapping[str, Member]
    notes: Mapping[int, str]
    unlocked: Mapping[str, Task]
    did: frozenset[str]


def of_tasks(member: Member, acts: Sequence[Act]) -> Mapping[int, Words]:
    """Made, taken, gone on with, handed over, done, checked, closed, and what the clock has to say of a lease."""
    ids = {act.object_id for act in acts}
    known = Known(
        member=member,
        tasks=Task.objects.visible_to(member).select_related("circle", "author").in_bulk(ids),
        people=actors(member, acts),
        notes=dict(Note.objects.filter(act__in=[act.pk for act in acts]).values_list("act_id", "text")),
        unlocked=_unlocked(member, {act.object_id for act in acts if act.verb in ENDINGS}),
        did=frozenset(Unit.objects.filter(task__in=ids, done_by=member).values_list("task_id", flat=True)),
    )
    told = {act.pk: _words(act, known) for act in acts if act.object_id in known.tasks}
    return {pk: words for pk, words in told.items() if words}


def _unlocked(member: Member, ended: set[str]) -> Mapping[str, Task]:
    """By task that has come to an end: one that waited for it, is the member's to begin, and waits for nothing else."""
    if not ended:
        return {}
    still = Wait.objects.filter(task=OuterRef("task"), on__state__in=sorted(UNFINISHED))
    waits = Wait.objects.filter(~Exists(still), on__in=ended, task__state__in=sorted(UNFINISHED))
    mine = waits.filter(task__in=Task.objects.visible_to(member)).select_related("task__circle").order_by("-pk")
    return {
        wait.on_id: wait.task
        for wait in mine
        if member.pk in {wait.task.held_by_id, wait.task.handed_to_id, wait.task.author_id}
    }


def _words(act: Act, known: Known) -> Words | None:
    task, actor = known.tasks[act.object_id], known.people.get(act.actor)
    if act.actor and actor is None:
        return None
    if act.verb in ENDINGS and task.state != State.TO_CHECK and task.pk in known.unlocked:
        return _now_ready(task, known.unlocked[task.pk])
    line = _line(act, task, known)
    if line is None:
        return None
    return Words(
        line=line() % {"name": actor.handle if actor else ""},
        page=reverse("task", args=[task.pk]),
        title=task.title,
        text=known.notes.get(act.pk, "") or (task.text if act.verb == verbs.MADE.code else ""),
        travels=task.circle.openness == Openness.OPEN,
        over=_over(act, task, known.member),
    )


def _now_ready(ended: Task, mine: Task) -> Words:
    return Words(
        line=_("What this waited for has come to an end: it is ready now"),
        page=reverse("task", args=[mine.pk]),
        title=mine.title,
        text=ended.title,
        travels=mine.circle.openness == Openness.OPEN,
        over=mine.state not in UNFINISHED,
    )


def _line(act: Act, task: Task, known: Known) -> Line | None:
    """The sentence for this act and reader; None when it says nothing to them."""
    if act.verb == verbs.DONE.code and task.state == State.TO_CHECK:
        mine = task.done_by_id == known.member.pk or task.pk in known.did
        return None if mine else _to_check if act.actor else _all_to_check
    if act.verb == verbs.DONE.code and not act.actor:
        return _all_done
    if act.verb == verbs.HANDED_OVER.code and act.toward != known.member.person_key:
        return None
    return LINES.get(act.verb)


def _over(act: Act, task: Task, member: Member) -> bool:
    """Whether nothing is to be done about it any more."""
    if act.verb == verbs.LEASE_ENDS.code:
        return task.held_by_id != member.pk or task.reminded_at is None
    if act.verb in {verbs.HANDED_OVER.code, verbs.SENT_BACK.code}:
        return task.state != State.OPEN
    return False


def _to_check() -> str:
    return _("%(name)s has done this. Can you look at it?")


def _all_to_check() -> str:
    return _("All units are done. Can you look at them?")


def _all_done() -> str:
    return _("All units are done")


LINES: dict[str, Line] = {
    verbs.MADE.code: lambda: _("%(name)s has made a task"),
    verbs.CLAIMED.code: lambda: _("%(name)s has taken your task"),
    verbs.PROGRESSED.code: lambda: _("%(name)s tells how your task goes"),
    verbs.HANDED_OVER.code: lambda: _("%(name)s asks you to go on with this"),
    verbs.DONE.code: lambda: _("%(name)s has done your task"),
    verbs.CHECKED.code: lambda: _("%(name)s has looked at what you did: it is as it should be"),
    verbs.SENT_BACK.code: lambda: _("%(name)s has looked at what you did, and something is missing"),
    verbs.CLOSED.code: lambda: _("%(name)s has closed this task"),
    verbs.LEASE_ENDS.code: lambda: _("Soon others can take this. A word on how it goes, and it stays with you"),
    verbs.LEASE_RETURNED.code: lambda: _("This is free for others again. You can take it once more"),
}


def new_tasks(member: Member, circles: Sequence[str], since: datetime, until: datetime, most: int) -> list[Words]:
    """Tasks of others that came in between and can be begun, the oldest first."""
    tasks = Task.objects.visible_to(member).filter(circle__in=circles, created_at__gt=since, created_at__lte=until)
    found = tasks.filter(ready(now())).exclude(author=member).select_related("circle", "author").order_by("created_at")
    return [
        Words(
            line=_("A new task"),
            page=reverse("task", args=[task.pk]),
            title=task.title,
            travels=task.circle.openness == Openness.OPEN,
        )
        for task in found[:most]
    ]
