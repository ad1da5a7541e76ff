"""What has to be done first."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.people.viewing import MemberRequest, member_only
from dugnad.work import rules
from dugnad.work.actions import waiting
from dugnad.work.enums import UNFINISHED
from dugnad.work.forms.steps import WaitForm
from dugnad.work.models import Task, Wait
from dugnad.work.queries.page import facts
from dugnad.work.views.finding import posted, the_task


@member_only
@require_http_methods(["GET", "POST"])
def task_waits(request: MemberRequest, task_id: str) -> HttpResponse:
    """What has to be done before it."""
    task = the_task(request, task_id)
    rules.arranges.require(request.user, task)
    others = Task.objects.visible_to(request.user).filter(circle=task.circle_id, state__in=sorted(UNFINISHED))
    others = others.exclude(pk=task.pk).exclude(pk__in=Wait.objects.filter(task=task).values("on"))
    form = WaitForm(request.POST if request.method == "POST" else None, tasks=others.order_by("title", "pk"))
    if form.is_valid():
        try:
            waiting.wait_for(by=request.user, task=task, on=form.cleaned_data["on"])
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            return redirect("task_waits", task.pk)
    context = {
        "form": form,
        "task": task,
        "before": facts(request.user, task, now()).before,
        "others": others.exists(),
        "here": "circles",
    }
    return render(request, "work/task_waits.html", context, status=422 if form.errors else 200)


@member_only
@posted
def task_waits_end(request: MemberRequest, task_id: str, before_id: str) -> HttpResponse:
    """It can begin without that."""
    task = the_task(request, task_id)
    waiting.wait_no_more(by=request.user, task=task, on=the_task(request, before_id))
    return redirect("task_waits", task.pk)
