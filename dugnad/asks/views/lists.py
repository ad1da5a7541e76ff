"""Lists of asks."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from dugnad.asks.enums import State
from dugnad.asks.models import Kind
from dugnad.asks.queries import lists
from dugnad.asks.views import drawing
from dugnad.asks.views.finding import the_circle
from dugnad.circles.models import Circle
from dugnad.circles.rules import belongs, reads
from dugnad.people.models import Member
from dugnad.people.viewing import MemberRequest, member_only

STATES = [
    (State.OPEN.value, _("Open")),
    (State.HELD.value, _("Taken")),
    (State.HELPED.value, _("Helped")),
    (State.CLOSED.value, _("Closed")),
]
IN_A_CIRCLE = 10
"""Open asks on the page of a circle; the rest is behind a link."""


@member_only
@require_safe
def circle_asks(request: MemberRequest, circle_id: str) -> HttpResponse:
    """The asks of a circle in one state, of one kind or of all."""
    circle = the_circle(request, circle_id)
    state, kind = _chosen(request)
    after = request.GET.get("after")
    found = lists.of_circle(request.user, circle.pk, state=state, kind=kind, after=after)
    context = {
        "circle": circle,
        "reads": reads.can(request.user, circle),
        "inside": belongs.can(request.user, circle),
        "rows": drawing.rows(found.items, circle=False),
        "next": _query(state, kind, after=found.next) if found.next else "",
        "states": [(value, label, _query(value, kind)) for value, label in STATES],
        "state": state,
        "kinds": [
            (_("Everything"), _query(state, ""), not kind),
            *((one.name, _query(state, one.pk), one.pk == kind) for one in Kind.objects.all()),
        ],
        "here": "circles",
    }
    return render(request, "asks/circle_asks.html", context)


def circle_part(member: Member, circle: Circle, request: HttpRequest) -> dict[str, Any]:
    """What is asked on the page of a circle: the first open asks by need."""
    found = lists.open_in(member, circle.pk, IN_A_CIRCLE + 1)
    return {
        "rows": drawing.rows(found[:IN_A_CIRCLE], circle=False),
        "more": len(found) > IN_A_CIRCLE,
        "inside": belongs.can(member, circle),
    }


def _chosen(request: MemberRequest) -> tuple[State, str]:
    state, kind = request.GET.get("state", ""), request.GET.get("kind", "")
    return State(state) if state in State.values else State.OPEN, kind


def _query(state: str, kind: str, **more: str) -> str:
    return "?" + urlencode({name: value for name, value in {"state": state, "kind": kind, **more}.items() if value})
