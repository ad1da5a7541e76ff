"""Making a task, and changing what it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from dugnad.circles import rules as circle_rules
from dugnad.circles import things
from dugnad.circles.actions.posting import require_may_post
from dugnad.circles.models import Circle
from dugnad.circles.things import Thing
from dugnad.kit.clock import now
from dugnad.kit.ids import new_id
from dugnad.kit.refusal import Refused
from dugnad.ledger.recording import record
from dugnad.people.models import Member, Place, Skill
from dugnad.work import findable, rules
from dugnad.work.actions.waiting import wait_for
from dugnad.work.acts import CHANGED, MADE
from dugnad.work.models import Task, TaskLanguage


@dataclass(frozen=True)
class Plan:
    """What a task says. `minutes`: about so long, for a job each unit; `languages`: any one of these will do."""

    title: str
    text: str = ""
    minutes: int = 60
    place: Place | None = None
    due_on: date | None = None
    checked_by_second: bool = False
    skills: Sequence[Skill] = ()
    languages: Sequence[str] = ()


def make(
    *,
    by: Member,
    circle: Circle,
    plan: Plan,
    form_key: str,
    thing: Thing | None = None,
    first_for: Task | None = None,
    at: datetime | None = None,
) -> Task:
    """A task in `circle`, belonging to `thing` if one is given; `first_for` then waits for it.

    The same form sent twice is one task. Raises `Refused` for a thing of another circle that is not public.
    """
    circle_rules.belongs.require(by, circle)
    sent = Task.objects.filter(author=by, form_key=form_key)
    if already := sent.first():
        return already
    _require_attachable(by, circle, thing)
    try:
        return _write(by, circle, plan, form_key, thing, first_for, at or now())
    except IntegrityError:
        # The same form, sent a moment ago, has come through meanwhile.
        if already := sent.first():
            return already
        raise


@transaction.atomic
def _write(
    by: Member, circle: Circle, plan: Plan, form_key: str, thing: Thing | None, first_for: Task | None, at: datetime
) -> Task:
    require_may_post(MADE, by=by, circle=circle, at=at, text=plan.text)
    task_id = new_id()
    act = record(MADE, by=by, about=task_id, circle=circle.pk, cause=thing.act if thing else None, at=at)
    task = Task(
        id=task_id,
        act=act,
        circle=circle,
        author=by,
        thing_kind=thing.kind if thing else "",
        thing_id=thing.pk if thing else "",
        created_at=at,
        active_at=at,
        form_key=form_key,
        **_facts(plan),
    )
    task.save(force_insert=True)
    _keep_needs(task, plan)
    findable.put(task)
    if first_for is not None:
        wait_for(by=by, task=first_for, on=task, at=at)
    return task


def _require_attachable(by: Member, circle: Circle, thing: Thing | None) -> None:
    if thing is None:
        return
    seen = things.find(by, thing.kind, thing.pk)
    public = things.find(None, thing.kind, thing.pk)
    if seen is None or (seen.circle != circle.pk and public is None):
        raise Refused(_("This belongs to another circle. Make the task there."))


def _facts(plan: Plan) -> dict[str, object]:
    return {
        "title": plan.title,
        "text": plan.text,
        "minutes": plan.minutes,
        "place": plan.place,
        "due_on": plan.due_on,
        "checked_by_second": plan.checked_by_second,
    }


def _keep_needs(task: Task, plan: Plan) -> None:
    task.skills.set(plan.skills)
    TaskLanguage.objects.filter(task=task).delete()
    TaskLanguage.objects.bulk_create(TaskLanguage(task=task, language=one) for one in dict.fromkeys(plan.languages))


@transaction.atomic
def change(*, by: Member, task: Task, plan: Plan, version: int, at: datetime | None = None) -> Task:
    """Another plan. `version` is the one the writer started from: somebody else's change is not written over."""
    rules.arranges.require(by, task)
    at = at or now()
    changed = Task.objects.filter(pk=task.pk, version=version).update(
        version=F("version") + 1, active_at=at, **_facts(plan)
    )
    if changed != 1:
        raise Refused(_("Something happened with this task while you wrote. Look at it beside this page, then save."))
    task.refresh_from_db()
    _keep_needs(task, plan)
    findable.put(task)
    record(CHANGED, by=by, about=task.pk, circle=task.circle_id, cause=task.act_id, at=at)
    return task
