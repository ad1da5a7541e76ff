"""Making a task, changing it, and saying what has to be done first."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from dugnad.circles import things
from dugnad.circles.models import Circle
from dugnad.circles.rules import belongs
from dugnad.circles.things import Thing
from dugnad.kit.refusal import Refused
from dugnad.people.viewing import MemberRequest, member_only
from dugnad.work import rules
from dugnad.work.actions import making
from dugnad.work.forms.plan import ChangeTaskForm, NewTaskForm
from dugnad.work.models import Task
from dugnad.work.views.finding import the_task


@member_only
@require_http_methods(["GET", "POST"])
def task_new(request: MemberRequest) -> HttpResponse:
    """A new task: in a circle, for a thing, as the first step of another task."""
    asked = request.POST if request.method == "POST" else request.GET
    thing, later = _thing(request, asked.get("thing", "")), _later(request, asked.get("before", ""))
    circle = _circle(request, thing, later)
    if circle is None:
        mine = Circle.objects.filter(belongs.which(request.user)).order_by("name", "pk")
        if len(mine) == 1:
            return redirect(f"{request.path}?circle={mine[0].pk}")
        return render(request, "work/where.html", {"circles": mine, "here": "act"})
    belongs.require(request.user, circle)
    initial = {"thing": asked.get("thing", ""), "before": later.pk if later else ""}
    form = NewTaskForm(request.POST if request.method == "POST" else None, initial=initial, speaks=_speaks(request))
    if form.is_valid():
        try:
            made = making.make(
                by=request.user, circle=circle, plan=form.plan(), thing=thing, first_for=later,
                form_key=form.cleaned_data["form_key"],
            )  # fmt: skip
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            return redirect("task_split" if "split" in request.POST else "task", made.pk)
    context = {"form": form, "circle": circle, "thing": thing, "later": later, "here": "circles"}
    return render(request, "work/task_new.html", context, status=422 if form.errors else 200)


def _speaks(request: MemberRequest) -> set[str]:
    return set(request.user.languages.values_list("language", flat=True)) | {get_language().split("-")[0]}


def _thing(request: MemberRequest, asked: str) -> Thing | None:
    kind, _colon, pk = asked.partition(":")
    return things.find(request.user, kind, pk) if pk else None


def _later(request: MemberRequest, asked: str) -> Task | None:
    return the_task(request, asked) if asked else None


def _circle(request: MemberRequest, thing: Thing | None, later: Task | None) -> Circle | None:
    """The circle of the address; else that of what the task belongs to, or comes before."""
    named = request.GET.get("circle") or (later.circle_id if later else "") or (thing.circle if thing else "")
    return get_object_or_404(Circle.objects.visible_to(request.user), pk=named) if named else None


@member_only
@require_http_methods(["GET", "POST"])
def task_edit(request: MemberRequest, task_id: str) -> HttpResponse:
    """Another plan for it."""
    task = the_task(request, task_id)
    rules.arranges.require(request.user, task)
    form = ChangeTaskForm(request.POST if request.method == "POST" else None, task=task, speaks=_speaks(request))
    if form.is_valid():
        try:
            making.change(by=request.user, task=task, plan=form.plan(), version=form.cleaned_data["version"])
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            return redirect("task", task.pk)
    context = {"form": form, "task": task, "here": "circles"}
    return render(request, "work/task_edit.html", context, status=422 if form.errors else 200)
