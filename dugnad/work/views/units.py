"""A job in units: taking the next ones, finishing them, giving them back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.people.viewing import MemberRequest, member_only
from dugnad.work import rules
from dugnad.work.actions import units as actions
from dugnad.work.enums import AT_A_TIME, State
from dugnad.work.forms.units import OutcomeForm, SplitForm, TakeForm
from dugnad.work.models import Task, Unit
from dugnad.work.queries import page
from dugnad.work.queries import units as queries
from dugnad.work.views.finding import posted, the_task, the_unit
from dugnad.work.views.words import queue_words


@member_only
@require_http_methods(["GET", "POST"])
def task_split(request: MemberRequest, task_id: str) -> HttpResponse:
    """Split a task into units, or add units to a job."""
    task = the_task(request, task_id)
    form = SplitForm(request.POST if request.method == "POST" else None)
    rules.arranges.require(request.user, task)
    if form.is_valid():
        try:
            made = actions.split(by=request.user, task=task, texts=form.texts(task.units_total))
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            said = ngettext("%(n)d unit is ready to be taken.", "%(n)d units are ready to be taken.", len(made))
            messages.success(request, said % {"n": len(made)})
            return redirect("task_units", task.pk)
    return render(
        request, "work/split.html", {"form": form, "task": task, "here": "circles"}, status=422 if form.errors else 200
    )


@member_only
@require_safe
def task_units(request: MemberRequest, task_id: str) -> HttpResponse:
    """How far the job is, what I hold of it, and what came of what is done."""
    return _units(request, the_task(request, task_id))


def _units(request: MemberRequest, task: Task, wrong: tuple[Unit, OutcomeForm] | None = None) -> HttpResponse:
    at = now()
    queue, mine = queries.queue(task, at), queries.my_units(request.user, task, at)
    forms = [(unit, OutcomeForm(prefix=None, auto_id=f"id_{unit.number}_%s")) for unit in mine]
    if wrong:
        forms = [wrong, *((unit, form) for unit, form in forms if unit.pk != wrong[0].pk)]
    done = queries.done_units(request.user, task, request.GET.get("after"))
    room = min(AT_A_TIME - len(mine), queue.free)
    can_take = task.state == State.OPEN and room > 0 and rules.works.can(request.user, task)
    facts = page.facts(request.user, task, at)
    context = {
        "task": task,
        "thing": facts.thing,
        "did": facts.thing is not None and not mine and queries.has_done(request.user, task),
        "queue": queue,
        "said": queue_words(queue),
        "mine": forms,
        "wanted": [n for n in (1, 3, 5) if n <= room] if can_take else [],
        "waits": facts.before,
        "inside": rules.works.can(request.user, task),
        "done": done.items,
        "next": f"?after={done.next}" if done.next else "",
        "split": task.state == State.OPEN and rules.arranges.can(request.user, task),
        "here": "circles",
    }
    return render(request, "work/units.html", context, status=422 if wrong else 200)


@member_only
@posted
def units_take(request: MemberRequest, task_id: str) -> HttpResponse:
    """The next unit, or several."""
    task, form = the_task(request, task_id), TakeForm(request.POST)
    wanted = form.cleaned_data["wanted"] if form.is_valid() else 1
    try:
        actions.take(by=request.user, task=task, wanted=wanted or 1)
    except Refused as refused:
        messages.warning(request, str(refused.reason))
    return redirect("task_units", task.pk)


@member_only
@require_http_methods(["GET", "POST"])
def unit_done(request: MemberRequest, unit_id: str) -> HttpResponse:
    """Done, with a word about what came of it; and, with the other button, on to the next."""
    unit = the_unit(request, unit_id)
    if request.method != "POST":
        return redirect("task_units", unit.task_id)
    form = OutcomeForm(request.POST)
    if form.is_valid():
        try:
            actions.finish_unit(by=request.user, unit=unit, outcome=form.cleaned_data["outcome"])
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            return _onward(request, unit)
    return _units(request, the_task(request, unit.task_id), (unit, form))


def _onward(request: MemberRequest, unit: Unit) -> HttpResponse:
    messages.success(request, _("Thank you. That is one more."))
    unit.task.refresh_from_db()
    if "next" in request.POST and unit.task.state == State.OPEN:
        try:
            actions.take(by=request.user, task=unit.task)
        except Refused as refused:
            messages.info(request, str(refused.reason))
    return redirect("task_units", unit.task_id)


@member_only
@require_http_methods(["GET", "POST"])
def unit_release(request: MemberRequest, unit_id: str) -> HttpResponse:
    """Give it back."""
    unit = the_unit(request, unit_id)
    if request.method == "POST":
        actions.release(by=request.user, unit=unit)
    return redirect("task_units", unit.task_id)
