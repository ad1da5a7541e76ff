"""What the stewards of a circle decide together: what waits, and what was."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dugnad.circles.rules import belongs, stands
from dugnad.kit.clock import now
from dugnad.people.viewing import MemberRequest, member_only
from dugnad.quorum.queries import lists
from dugnad.quorum.queries.counted import stewards
from dugnad.quorum.views.finding import a_circle_one


@require_safe
@member_only
def proposals(request: MemberRequest, circle_id: str) -> HttpResponse:
    """For everybody in the circle."""
    circle = a_circle_one(belongs, request, circle_id)
    found = lists.ended(request.user, circle, request.GET.get("after"))
    context = {
        "circle": circle,
        "stand": stands(request.user)[circle.pk],
        "waiting": lists.waiting(request.user, circle, now()),
        "ended": [lists.row(one) for one in found.items],
        "next": found.next,
        "deletion": lists.deletion(circle),
        "several": len(stewards(circle.pk)) > 1,
        "here": "circles",
    }
    return render(request, "quorum/proposals.html", context)
