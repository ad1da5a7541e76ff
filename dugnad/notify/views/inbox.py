"""The inbox: what a member was told."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from dugnad.kit.clock import now
from dugnad.notify.actions.notices import drop, mark_all_read
from dugnad.notify.models import Notice
from dugnad.notify.queries import inbox as queries
from dugnad.people.viewing import MemberRequest, member_only


@member_only
@require_safe
def inbox(request: MemberRequest) -> HttpResponse:
    """What was told, together by the thing it is about. What may no longer be known leaves the inbox."""
    after = request.GET.get("after")
    found = queries.inbox(request.user, after)
    if found.gone:
        drop(by=request.user, notices=found.gone)
    context = {
        "groups": found.groups,
        "next": f"?after={found.next}" if found.next else "",
        "news": [] if after else queries.in_circles(request.user, now()),
        "first": not after,
        "here": "inbox",
    }
    return render(request, "notify/inbox.html", context)


@member_only
@require_safe
def inbox_open(request: MemberRequest, notice_id: str) -> HttpResponse:
    """From a letter to the thing it is about. Being there marks it read."""
    return redirect(get_object_or_404(Notice.objects.visible_to(request.user), pk=notice_id).page)


@member_only
@require_POST
def inbox_all_read(request: MemberRequest) -> HttpResponse:
    """Nothing is new any more."""
    mark_all_read(by=request.user, at=now())
    return redirect("inbox")
