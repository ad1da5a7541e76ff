"""Lists of gatherings, and their section on the page of a circle."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dugnad.circles.models import Circle
from dugnad.circles.rules import belongs, reads, stands
from dugnad.gatherings.clocks import Clock, clocks
from dugnad.gatherings.models import Occasion
from dugnad.gatherings.queries import lists
from dugnad.gatherings.views.finding import the_circle
from dugnad.kit.clock import now
from dugnad.people.models import Member
from dugnad.people.viewing import MemberRequest, member_only, viewer

IN_A_CIRCLE = 3
"""Gatherings on the page of a circle; the rest is behind a link."""

Rows = list[tuple[Occasion, list[Clock]]]


@require_safe
def gatherings(request: HttpRequest) -> HttpResponse:
    """Where I said that I come; then what else comes up. For strangers what is public."""
    member, at = viewer(request), now()
    found = lists.coming_up(member, at, request.GET.get("after"))
    mine = lists.promised(member, at) if member and not request.GET.get("after") else []
    context = {
        "mine": rows(mine),
        "rows": rows(found.items),
        "next": found.next,
        "circles": Circle.objects.filter(belongs.which(member)).order_by("name", "pk") if member else [],
        "here": "act",
    }
    return render(request, "gatherings/gatherings.html", context)


@require_safe
@member_only
def circle_gatherings(request: MemberRequest, circle_id: str) -> HttpResponse:
    """The gatherings of a circle: to come, or been (`?been=1`)."""
    circle, been = the_circle(request, circle_id), bool(request.GET.get("been"))
    look = lists.been if been else lists.of_circle
    found = look(request.user, circle.pk, now(), request.GET.get("after"))
    context = {
        "circle": circle,
        "reads": reads.can(request.user, circle),
        "inside": belongs.can(request.user, circle),
        "rows": rows(found.items),
        "next": found.next,
        "been": been,
        "here": "circles",
    }
    return render(request, "gatherings/circle_gatherings.html", context)


def rows(days: Iterable[Occasion]) -> Rows:
    """Days with when they are."""
    return [(day, clocks(day.starts_at, day.ends_at, day.gathering.zone)) for day in days]


def circle_part(member: Member, circle: Circle, request: HttpRequest) -> dict[str, Any]:
    """What comes up, on the page of a circle."""
    found = lists.soon_in(member, circle.pk, now(), IN_A_CIRCLE + 1)
    stand = stands(member).get(circle.pk)
    return {
        "rows": rows(found[:IN_A_CIRCLE]),
        "more": len(found) > IN_A_CIRCLE,
        "inside": stand is not None and stand.active,
    }
