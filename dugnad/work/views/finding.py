"""What the views of this app share: finding what the address names, as far as its reader may see it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from dugnad.people.viewing import MemberRequest
from dugnad.work.models import Task, Unit
from dugnad.work.queries.page import task_for


def the_task(request: MemberRequest, task_id: str) -> Task:
    """The task with everybody in it, or 404."""
    found = task_for(request.user, task_id)
    if found is None:
        raise Http404
    return found


def the_unit(request: MemberRequest, unit_id: str) -> Unit:
    """The unit with its task, or 404."""
    units = Unit.objects.visible_to(request.user).select_related("task__circle", "task__author")
    return get_object_or_404(units, pk=unit_id)


def posted(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For addresses that only take forms: whoever comes by a link (after signing in anew) is led to the task."""

    @wraps(view)
    def wrapped(request: MemberRequest, task_id: str, **more: str) -> HttpResponse:
        if request.method != "POST":
            return redirect("task", the_task(request, task_id).pk)
        return view(request, task_id, **more)

    return wrapped
