"""The first page: what needs me now; to a person without an account, what this place is."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dugnad.people.models import Member
from dugnad.people.viewing import viewer


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """Today, or the front door."""
    member = viewer(request)
    return _front_door(request) if member is None else _today(request, member)


def _front_door(request: HttpRequest) -> HttpResponse:
    return render(request, "web/front_door.html")


def _today(request: HttpRequest, member: Member) -> HttpResponse:
    return render(request, "web/today.html", {"here": "today"})
