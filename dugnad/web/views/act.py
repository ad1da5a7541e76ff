"""What I can do: ask, answer, offer, write down what worked."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dugnad.asks.queries import lists, living
from dugnad.asks.views.drawing import rows
from dugnad.people.viewing import MemberRequest, member_only


@member_only
@require_safe
def act(request: MemberRequest) -> HttpResponse:
    """Everything open in my circles by need, and the other ways to act."""
    found = lists.by_need(request.user, after=request.GET.get("after"))
    context = {
        "rows": rows(found.items),
        "next": f"?after={found.next}" if found.next else "",
        "due": living.due(request.user, timezone.localdate())[:5],
        "here": "act",
    }
    return render(request, "web/act.html", context)
