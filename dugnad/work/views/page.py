"""The page of a task."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dugnad.circles import things
from dugnad.kit.clock import now
from dugnad.people.models import Member
from dugnad.people.viewing import MemberRequest, member_only
from dugnad.work import rules
from dugnad.work.enums import State
from dugnad.work.forms.steps import ProgressForm
from dugnad.work.models import Task
from dugnad.work.queries import page
from dugnad.work.queries.units import queue
from dugnad.work.things import as_thing
from dugnad.work.views.finding import the_task
from dugnad.work.views.words import queue_words


@dataclass(frozen=True)
class Turns:
    """What its reader can do with a task now. The actions decide again."""

    inside: bool
    take: bool
    mine: bool
    check: bool
    arrange: bool
    split: bool
    close: bool
    reopen: bool
    did: bool


@dataclass(frozen=True)
class Standing:
    """Where a task stands. `kind` is the mark of the banner."""

    kind: str
    title: str
    text: str = ""


def turns(member: Member, facts: page.Facts, *, held: bool) -> Turns:
    """`held`: somebody holds it at this moment."""
    task = facts.task
    inside = rules.works.can(member, task)
    mine = held and task.held_by_id == member.pk
    running = task.state in {State.OPEN, State.HELD}
    return Turns(
        inside=inside,
        take=inside and running and not held and not facts.before and not task.units_total,
        mine=mine,
        check=task.state == State.TO_CHECK and rules.checks.can(member, task),
        arrange=running and rules.arranges.can(member, task),
        split=running and not held and rules.arranges.can(member, task),
        close=(running or task.state == State.TO_CHECK) and rules.ends.can(member, task),
        reopen=task.state in {State.DONE, State.CLOSED} and rules.ends.can(member, task),
        did=task.done_by_id == member.pk,
    )


def standing(member: Member, facts: page.Facts, *, held: bool) -> Standing:
    """In words, with names as far as `member` may know them."""
    task, names = facts.task, facts.names
    if held:
        return Standing("held", _held(member, facts))
    match task.state:
        case State.TO_CHECK:
            who = names.done_by or _("Somebody")
            text = _("Done by all of you together.") if task.units_total else _("%(name)s has done it.") % {"name": who}
            return Standing("open", _("To be checked by a second person."), text)
        case State.DONE:
            text = _("Checked by %(name)s.") % {"name": names.checked_by} if names.checked_by else ""
            return Standing("helped", _("Done"), text)
        case State.CLOSED:
            return Standing("closed", _("Not needed any more."))
    if facts.before:
        return Standing("open", _("Waits for something else."))
    if task.handed_to_id == member.pk:
        return Standing("open", _("You are asked to go on with this."))
    if names.handed_to:
        text = _("%(name)s is asked to go on with it. Anybody can.") % {"name": names.handed_to}
        return Standing("open", _("Ready to be taken."), text)
    return Standing("open", _("Ready: take the next unit.") if task.units_total else _("Ready to be taken."))


def _held(member: Member, facts: page.Facts) -> str:
    if facts.task.held_by_id == member.pk:
        return _("You have taken this.")
    name = facts.names.holder
    return _("%(name)s has taken this.") % {"name": name} if name else _("Somebody has taken this.")


@member_only
@require_safe
def task(request: MemberRequest, task_id: str) -> HttpResponse:
    """What is to be done, where it stands, what it waits for, and how it goes."""
    return show(request, the_task(request, task_id))


def show(request: MemberRequest, task: Task, form: ProgressForm | None = None) -> HttpResponse:
    """The page, with `form` in place of an empty one when words were not taken."""
    at = now()
    facts, held = page.facts(request.user, task, at), task.held(at)
    context = {
        "task": task,
        "facts": facts,
        "held": held,
        "standing": standing(request.user, facts, held=held),
        "can": turns(request.user, facts, held=held),
        "form": form or ProgressForm(),
        "queue": queue_words(queue(task, at)) if task.units_total else "",
        "beside": list(things.drawn(request.user, as_thing(task))),
        "here": "circles",
    }
    return render(request, "work/task.html", context, status=422 if form else 200)
