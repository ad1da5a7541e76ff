"""What has to be done first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dugnad.circles.actions.ending import hold
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.people.models import Member
from dugnad.work import rules
from dugnad.work.actions.moving import tell
from dugnad.work.acts import WAITS, WAITS_NO_MORE
from dugnad.work.chains import way
from dugnad.work.enums import MOST_WAITS, RUNNING, UNFINISHED
from dugnad.work.models import Task, Wait


@transaction.atomic
def wait_for(*, by: Member, task: Task, on: Task, at: datetime | None = None) -> Wait:
    """`task` waits until `on` has come to an end. Saying it twice is saying it once.

    Raises `Refused` when that would go round in a circle, naming the way. Whoever adds to one circle's chains at the
    same moment waits for the other, and then looks again: two halves of a circle cannot both get in.
    """
    rules.arranges.require(by, task)
    rules.reads_task.require(by, on)
    if task.circle_id != on.circle_id:
        raise Refused(_("A task waits for tasks of the same circle only."))
    hold(task.circle)
    before = Wait.objects.filter(task=task, on=on).first()
    if before:
        return before
    _require_sense(task, on)
    path = way(Wait.objects.filter(task__circle=task.circle_id).values_list("task_id", "on_id"), on.pk, task.pk)
    if path:
        raise Refused(_round(by, path))
    at = at or now()
    return Wait.objects.create(act=tell(WAITS, task, by=by, at=at), task=task, on=on, at=at)


def _require_sense(task: Task, on: Task) -> None:
    if task.pk == on.pk:
        raise Refused(_("A task cannot wait for itself."))
    states = dict(Task.objects.filter(pk__in=[task.pk, on.pk]).values_list("pk", "state"))
    if states[task.pk] not in RUNNING:
        raise Refused(_("This task has come to an end. Open it again before you add to it."))
    if states[on.pk] not in UNFINISHED:
        raise Refused(_("That has come to an end already, so there is nothing to wait for."))
    if Wait.objects.filter(task=task).count() >= MOST_WAITS:
        raise Refused(_("A task that waits for more than twenty others is better made into several."))


def _round(by: Member, path: Sequence[str]) -> str:
    """ "… waits for A, which waits for B, which waits for this", with the names that `by` may read."""
    known = dict(Task.objects.visible_to(by).filter(pk__in=path).values_list("pk", "title"))
    names = [_("“%(title)s”") % {"title": known[pk]} if pk in known else _("a task you cannot see") for pk in path[:-1]]
    steps = _(", which waits for ").join([*names, _("this")])
    return _("That would go round in a circle: this waits for %(steps)s. Nothing was changed.") % {"steps": steps}


@transaction.atomic
def wait_no_more(*, by: Member, task: Task, on: Task, at: datetime | None = None) -> None:
    """`task` can begin without `on` after all."""
    rules.arranges.require(by, task)
    removed, _each = Wait.objects.filter(task=task, on=on).delete()
    if removed:
        tell(WAITS_NO_MORE, task, by=by, at=at or now())
