"""Tasks as things that others may be attached to, and the tasks that stand beside other things."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from dugnad.circles import things
from dugnad.circles.rules import stands
from dugnad.circles.things import Thing
from dugnad.kit.clock import now
from dugnad.people.models import Member
from dugnad.work.models import Task
from dugnad.work.queries.beside import MOST, of_thing

KIND = "task"


def connect() -> None:
    """Called once, when the app is ready."""
    things.register(KIND, _("a task"), find)
    things.register_beside("tasks", beside, position=40)


def as_thing(task: Task) -> Thing:
    """The task, as other apps know it."""
    return Thing(KIND, task.pk, task.title, reverse("task", args=[task.pk]), task.circle_id, task.act_id)


def find(member: Member | None, pks: Collection[str]) -> Mapping[str, Thing]:
    """The tasks among these that `member` may read."""
    found = Task.objects.visible_to(member).filter(pk__in=pks) if member else []
    return {task.pk: as_thing(task) for task in found}


def beside(member: Member | None, thing: Thing) -> SafeString:
    """What is to be done for `thing`, and, for members of its circle, the way to a new task."""
    if member is None:
        return SafeString("")
    found = of_thing(member, thing.kind, thing.pk, now())
    stand = stands(member).get(thing.circle)
    makes = thing.kind != KIND and stand is not None and stand.active
    if not found and not makes:
        return SafeString("")
    context = {"tasks": found[:MOST], "more": len(found) > MOST, "thing": thing, "makes": makes}
    return render_to_string("work/beside.html", context)
