"""Ending a session from afar."""

from __future__ import annotations

from allauth.usersessions.internal.flows.sessions import end_sessions
from allauth.usersessions.models import UserSession
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from dugnad.people.viewing import MemberRequest, member_only


@require_POST
@member_only
def end(request: MemberRequest, session_id: int) -> HttpResponse:
    """End one of one's own sessions, this one too."""
    session = get_object_or_404(UserSession, user=request.user, pk=session_id)
    here = session.is_current()
    end_sessions(request, [session])
    return redirect("today" if here else "usersessions_list")
