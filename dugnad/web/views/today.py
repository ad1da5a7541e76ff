"""The first page: what needs me now; to a person without an account, what this place is."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dugnad.asks.queries import lists, living, offers
from dugnad.asks.queries.week import this_week
from dugnad.asks.views.called import for_today
from dugnad.asks.views.drawing import rows
from dugnad.circles.queries.waiting import waiting_for
from dugnad.circles.rules import stands
from dugnad.elections.queries.waiting import waiting_for as elections_for
from dugnad.gatherings.queries.lists import promised
from dugnad.gatherings.views.lists import rows as occasions
from dugnad.kit.clock import now
from dugnad.kit.spoken_time import lasting
from dugnad.people.models import Member
from dugnad.people.viewing import viewer
from dugnad.web.setup import needs_setup
from dugnad.work.queries.board import in_hands, in_my_circles

COMING_MOST = 3
"""Gatherings one said one comes to; the others are behind "Act"."""


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """Today, or the front door."""
    member = viewer(request)
    return _front_door(request) if member is None else _today(request, member)


def _front_door(request: HttpRequest) -> HttpResponse:
    return redirect("setup") if needs_setup() else render(request, "web/front_door.html")


def _today(request: HttpRequest, member: Member) -> HttpResponse:
    calls, risen = for_today(member), lists.risen(member)
    told = {row.pk for row in risen} | {one.call.ask_id for one in calls}
    near = [row for row in lists.waiting_near(member) if row.pk not in told]
    urgent = [row for row in lists.urgent_untaken(member) if row.pk not in told]
    at = now()
    week = this_week(member, at)
    context = {
        "calls": calls,
        "waiting": waiting_for(member),
        "elections": elections_for(member, at),
        "risen": rows(risen),
        "urgent": rows(urgent),
        "coming": occasions(promised(member, at, COMING_MOST)),
        "tasks": in_hands(member, in_my_circles(member), at, mine=True),
        "held": rows(lists.held_by_me(member)),
        "mine": rows(lists.mine_open(member)),
        "near": rows(near),
        "reservations": offers.waiting_for(member),
        "due": living.due(member, timezone.localdate())[:3],
        "week": week,
        "half": lasting(week.half_within) if week and week.half_within else "",
        "circles": sum(stand.active for stand in stands(member).values()),
        "here": "today",
    }
    return render(request, "web/today.html", context)
