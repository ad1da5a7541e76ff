"""Sessions whose time is over."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session


def sweep() -> int:
    """Remove ended sessions, and what the list of a member's sessions holds of them; how many entries those were."""
    SessionStore.clear_expired()
    ended = UserSession.objects.exclude(session_key__in=Session.objects.values("session_key"))
    gone: int = ended.delete()[0]
    return gone
