"""Taking a task, saying how it goes, handing it over, finishing, checking, closing, opening it again."""

from __future__ import annotations

from collections.abc import Callable, Set
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from dugnad.kit.permission import Rule
from dugnad.kit.refusal import Refused
from dugnad.people.viewing import MemberRequest, member_only
from dugnad.work import rules
from dugnad.work.actions import checking, holding
from dugnad.work.enums import RUNNING, UNFINISHED, State
from dugnad.work.forms import steps
from dugnad.work.forms.checking import CheckForm, ReopenForm
from dugnad.work.models import Task
from dugnad.work.views.finding import posted, the_task
from dugnad.work.views.page import show

Act = Callable[[dict[str, Any]], object]
GET_OR_POST = require_http_methods(["GET", "POST"])


@member_only
@posted
def task_take(request: MemberRequest, task_id: str) -> HttpResponse:
    """Take it on."""
    task = the_task(request, task_id)
    try:
        holding.claim(by=request.user, task=task)
    except Refused as refused:
        messages.warning(request, str(refused.reason))
    else:
        messages.success(request, _("It is yours. Say how it goes now and then, and it stays with you."))
    return redirect("task", task.pk)


@member_only
@posted
def task_progress(request: MemberRequest, task_id: str) -> HttpResponse:
    """How it goes; and it stays with its holder."""
    task = the_task(request, task_id)
    form = steps.ProgressForm(request.POST)
    if form.is_valid():
        try:
            holding.progress(by=request.user, task=task, text=form.cleaned_data["text"])
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            return redirect("task", task.pk)
    rules.works.require(request.user, task)
    return show(request, task, form)


@member_only
@GET_OR_POST
def task_hand_over(request: MemberRequest, task_id: str) -> HttpResponse:
    """Give it back, with words for whoever goes on."""
    task = the_task(request, task_id)
    form = steps.HandOverForm(_typed(request), member=request.user, task=task)
    head = {"heading": gettext_lazy("Hand it over"), "button": gettext_lazy("Hand it over")}

    def act(facts: dict[str, Any]) -> object:
        return holding.hand_over(by=request.user, task=task, text=facts["text"], to=facts["to"])

    return _step(request, task, form, rules.works & rules.is_holder, act, head, {State.HELD})


@member_only
@GET_OR_POST
def task_done(request: MemberRequest, task_id: str) -> HttpResponse:
    """It is done."""
    task = the_task(request, task_id)
    form = steps.DoneForm(_typed(request), initial={"minutes": task.minutes})
    head = {"heading": gettext_lazy("Done"), "button": gettext_lazy("It is done")}

    def act(facts: dict[str, Any]) -> object:
        return holding.finish(by=request.user, task=task, minutes=facts["minutes"], text=facts["text"])

    return _step(request, task, form, rules.finishes, act, head, RUNNING)


@member_only
@GET_OR_POST
def task_check(request: MemberRequest, task_id: str) -> HttpResponse:
    """Look at what was done: it is right, or it is to be done again."""
    task = the_task(request, task_id)
    form = CheckForm(_typed(request), task=task)
    head = {
        "heading": gettext_lazy("Look at what was done"),
        "button": gettext_lazy("It is as it should be"),
        "other": gettext_lazy("To be done again"),
    }

    def act(facts: dict[str, Any]) -> object:
        if "again" in request.POST:
            return checking.send_back(by=request.user, task=task, text=facts["text"], units=facts.get("units", []))
        return checking.approve(by=request.user, task=task, text=facts["text"])

    return _step(request, task, form, rules.checks, act, head, {State.TO_CHECK})


@member_only
@GET_OR_POST
def task_close(request: MemberRequest, task_id: str) -> HttpResponse:
    """It is not needed any more."""
    task = the_task(request, task_id)
    head = {"heading": gettext_lazy("Not needed any more"), "button": gettext_lazy("Close the task")}

    def act(facts: dict[str, Any]) -> object:
        return checking.close(by=request.user, task=task, text=facts["text"])

    return _step(request, task, steps.CloseForm(_typed(request)), rules.ends, act, head, UNFINISHED)


@member_only
@GET_OR_POST
def task_reopen(request: MemberRequest, task_id: str) -> HttpResponse:
    """It is to be done after all, or once more."""
    task = the_task(request, task_id)
    head = {"heading": gettext_lazy("Open it again"), "button": gettext_lazy("Open it again")}

    def act(facts: dict[str, Any]) -> object:
        return checking.reopen(by=request.user, task=task, text=facts["text"], units=facts.get("units", []))

    form = ReopenForm(_typed(request), task=task)
    return _step(request, task, form, rules.ends, act, head, set(State) - UNFINISHED)


def _typed(request: MemberRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _step(
    request: MemberRequest,
    task: Task,
    form: forms.Form,
    rule: Rule,
    act: Act,
    head: dict[str, Any],
    states: Set[str],
) -> HttpResponse:
    """The page of a step that can be taken in `states`; in another, one is led to the task."""
    # Who has written something in time to lose it gets the form back; whoever never could, a refusal.
    (rules.works if request.method == "POST" else rule).require(request.user, task)
    if request.method != "POST" and task.state not in states:
        return redirect("task", task.pk)
    if form.is_valid():
        try:
            act(form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            return redirect("task", task.pk)
    context = {"form": form, "task": task, "here": "circles", **head}
    return render(request, "work/step.html", context, status=422 if form.errors else 200)
