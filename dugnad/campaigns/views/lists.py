"""Lists of campaigns."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dugnad.campaigns.queries import lists
from dugnad.campaigns.views.finding import the_circle
from dugnad.circles.models import Circle
from dugnad.circles.rules import belongs
from dugnad.people.models import Member
from dugnad.people.viewing import MemberRequest, member_only

IN_A_CIRCLE = 5


@require_safe
def campaigns(request: HttpRequest) -> HttpResponse:
    """What is demanded together, for everybody; or what has ended."""
    over = request.GET.get("state") == "closed"
    found = (lists.ended if over else lists.under_way)(request.GET.get("after"))
    state = "state=closed&" if over else ""
    context = {
        "rows": found.items,
        "next": f"?{state}after={found.next}" if found.next else "",
        "over": over,
        "here": "act",
    }
    return render(request, "campaigns/campaigns.html", context)


@member_only
@require_safe
def circle_campaigns(request: MemberRequest, circle_id: str) -> HttpResponse:
    """The campaigns of a circle: to those outside, the ones that everybody may read."""
    circle = the_circle(request, circle_id)
    found = lists.of_circle(request.user, circle, request.GET.get("after"))
    context = {
        "circle": circle,
        "rows": found.items,
        "next": f"?after={found.next}" if found.next else "",
        "inside": belongs.can(request.user, circle),
        "here": "circles",
    }
    return render(request, "campaigns/circle_campaigns.html", context)


def circle_part(member: Member, circle: Circle, request: HttpRequest) -> dict[str, Any] | None:
    """What is demanded, on the page of a circle."""
    rows = lists.going_on(member, circle, IN_A_CIRCLE)
    inside = belongs.can(member, circle)
    return {"rows": rows, "inside": inside} if rows or inside else None
