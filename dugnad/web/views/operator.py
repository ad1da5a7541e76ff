"""For whoever keeps the machine running: is it well, and what waits for a hand."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from dugnad.kit.clock import now
from dugnad.kit.jobs import last_runs
from dugnad.ledger.actions import try_again, try_all_again
from dugnad.ledger.models import Held
from dugnad.ledger.queries import parked, state_of_followers
from dugnad.people.viewing import MemberRequest, operator_only
from dugnad.web.queries.health import health


@operator_only
@require_safe
def operator(request: MemberRequest) -> HttpResponse:
    """Health, followers, jobs, parked acts. Nothing here tells what anybody wrote."""
    context = {
        "health": health(),
        "followers": state_of_followers(now()),
        "parked": parked(),
        "jobs": last_runs(),
        "here": "me",
    }
    return render(request, "web/operator.html", context)


@operator_only
@require_POST
def operator_try_again(request: MemberRequest, held_id: int) -> HttpResponse:
    """Hand a parked act to its follower once more."""
    try_again(get_object_or_404(Held, pk=held_id), by=request.user)
    return redirect("operator")


@operator_only
@require_POST
def operator_try_all(request: MemberRequest, follower: str) -> HttpResponse:
    """The same for all that one follower has parked."""
    try_all_again(follower, by=request.user)
    return redirect("operator")
