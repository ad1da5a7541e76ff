"""What I can do: ask, answer, offer, write down what worked."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dugnad.people.viewing import MemberRequest, member_only


@member_only
@require_safe
def act(request: MemberRequest) -> HttpResponse:
    """The ways to act, the nearest first."""
    return render(request, "web/act.html", {"here": "act"})
