"""The circle's log of decisions, for its members."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dugnad.circles import rules as circle_rules
from dugnad.circles.rules import stands
from dugnad.kit.pages import page
from dugnad.people.viewing import MemberRequest, member_only
from dugnad.safety.models import LogEntry
from dugnad.safety.views.finding import the_circle


@member_only
@require_safe
def circle_decisions(request: MemberRequest, circle_id: str) -> HttpResponse:
    """What was decided among us: which norm, why, when, by how many. No names but of those who wish it."""
    circle = the_circle(circle_rules.belongs, request, circle_id)
    lines = LogEntry.objects.visible_to(request.user).filter(circle=circle).select_related("decision__case__person")
    found = page(lines, keys=("-at", "-id"), after=request.GET.get("after"), size=30)
    context = {
        "circle": circle,
        "stand": stands(request.user)[circle.pk],
        "reads": True,
        "rows": found.items,
        "next": f"?after={found.next}" if found.next else "",
    }
    return render(request, "safety/log.html", context)
