"""One's own line: what I gave and received. There is no address at which anybody else's could be seen."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dugnad.kit.clock import now
from dugnad.people.viewing import MemberRequest, member_only
from dugnad.pulse.laps import LAP
from dugnad.pulse.queries import elsewhere
from dugnad.pulse.queries.mine import line


@member_only
@require_safe
def pulse_mine(request: MemberRequest) -> HttpResponse:
    """The last weeks, as many as a pulse has; and everything."""
    since = now() - LAP
    context = {
        "line": line(request.user, since),
        "whole": line(request.user, request.user.joined_at),
        "since": since,
        "elsewhere": elsewhere.mine(request.user),
        "here": "me",
    }
    return render(request, "pulse/mine.html", context)
