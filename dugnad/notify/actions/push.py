"""Browsers that may be woken: given, taken back, and gone by themselves. None of it is an act."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.auth.signals import user_logged_out
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from dugnad.kit import outbound
from dugnad.kit.limits import spend
from dugnad.kit.refusal import Refused
from dugnad.notify.models import Browser, Notice
from dugnad.notify.push_terms import GIVEN_A_DAY, MOST_BROWSERS
from dugnad.people.models import Member


def let_wake(*, by: Member, session_key: str, endpoint: str, at: datetime) -> Browser:
    """Let `by` be told in the browser that this session is in. Giving the same again is giving it once.

    Raises `Refused` for an address that leads anywhere but to a public machine, and for too many.
    """
    session = UserSession.objects.filter(user=by, session_key=session_key).first()
    if session is None or not session_key:
        raise Refused(_("Sign in once more in this browser first."))
    try:
        outbound.check(endpoint)
    except outbound.Forbidden as forbidden:
        raise Refused(_("This browser has given an address that we cannot write to.")) from forbidden
    most, per = GIVEN_A_DAY
    if not spend(f"browsers of {by.pk}", most=most, per=per, at=at):
        raise Refused(_("That was too often in a short time. Wait a while and try again."))
    hashed = hashlib.sha256(endpoint.encode()).hexdigest()
    try:
        return _keep(by, session, endpoint, hashed, at)
    except IntegrityError:  # given twice at the same moment
        return Browser.objects.get(endpoint_hash=hashed, member=by)


@transaction.atomic
def _keep(by: Member, session: UserSession, endpoint: str, hashed: str, at: datetime) -> Browser:
    """Whoever signs in at a browser now is the one it is woken for."""
    Browser.objects.filter(endpoint_hash=hashed).exclude(member=by).delete()
    seen = Notice.objects.filter(member=by).order_by("-pk").values_list("pk", flat=True).first()
    facts = {"session": session, "next_at": at, "failures": 0, "told_until": seen or ""}
    kept, _made = Browser.objects.update_or_create(
        endpoint_hash=hashed,
        member=by,
        defaults=facts,
        create_defaults={**facts, "endpoint": endpoint, "created_at": at},
    )
    mine = Browser.objects.filter(member=by).order_by("-created_at", "-pk").values_list("pk", flat=True)
    Browser.objects.filter(pk__in=list(mine[MOST_BROWSERS:])).delete()
    return kept


def leave_asleep(*, by: Member, browser: Browser) -> None:
    """Tell `by` nothing more in this browser. Somebody else's is `Refused`."""
    if Browser.objects.filter(pk=browser.pk, member=by).delete()[0] == 0:
        raise Refused(_("This browser is told nothing any more."))


def connect() -> None:
    """Called once, when the app is ready."""
    user_logged_out.connect(_forget, dispatch_uid="notify.browsers")


def _forget(sender: Any, request: HttpRequest | None, user: Member | None, **_rest: Any) -> None:
    """Signing out ends it. (Django says so before the session's key is gone.)"""
    key = request.session.session_key if request is not None else None
    if key:
        Browser.objects.filter(session__session_key=key).delete()


def is_signed_in(browser: Browser, at: datetime) -> bool:
    """Whether the session that the browser was given in still lasts."""
    return Session.objects.filter(session_key=browser.session.session_key, expire_date__gt=at).exists()
