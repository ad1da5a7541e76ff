"""The end of all sessions of somebody who leaves."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session

from dugnad.people.held import sessions_of
from dugnad.people.models import Member
from dugnad.people.sessions import SessionStore


def end_all(member: Member) -> None:
    """Those in the list that the member saw."""
    sessions_of(member).delete()
    UserSession.objects.filter(user=member).delete()


def end_unlisted(member_id: str) -> int:
    """Sessions that stand in no list, found by looking into all of them: for the worker. How many there were."""
    store = SessionStore()
    every = Session.objects.values_list("session_key", "session_data").iterator(chunk_size=1_000)
    theirs = [key for key, data in every if store.decode(data).get(SESSION_KEY) == member_id]
    return Session.objects.filter(session_key__in=theirs).delete()[0]
