"""For whoever keeps the machine running: is it well, and what waits for a hand."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dugnad.people.viewing import MemberRequest, operator_only
from dugnad.web.queries.health import health


@operator_only
@require_safe
def operator(request: MemberRequest) -> HttpResponse:
    """Health, followers, jobs, parked acts. Nothing here tells what anybody wrote."""
    return render(request, "web/operator.html", {"health": health()})
