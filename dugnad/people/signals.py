"""What happens when somebody signs in, and what is kept of it: the day, and a word for the browser."""

from __future__ import annotations

from copy import copy
from datetime import datetime
from typing import Any

from allauth.account.signals import user_logged_in as entered
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import update_last_login
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import pre_delete, pre_save
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.people import devices, staying
from dugnad.people.browsers import coarse
from dugnad.people.middleware import NOWHERE
from dugnad.people.models import Member
from dugnad.people.queries.safety import NUDGE, nudges


def connect() -> None:
    """Called once, when the apps are ready."""
    user_logged_in.disconnect(update_last_login, dispatch_uid="update_last_login")
    user_logged_in.connect(_note_the_day, dispatch_uid="people.day")
    entered.connect(_know_the_browser, dispatch_uid="people.browser")
    pre_save.connect(_keep_little, sender=UserSession, dispatch_uid="people.session")
    pre_save.connect(_use_by_the_day, sender=Authenticator, dispatch_uid="people.used")
    pre_delete.connect(_lock_nobody_out, sender=Authenticator, dispatch_uid="people.last_key")


def _note_the_day(sender: Any, request: HttpRequest, user: Member, **_rest: Any) -> None:
    at = now()
    Member.objects.filter(pk=user.pk).update(last_login=_day(at))
    who = copy(user)  # what is asked of them now is not to be remembered on the instance of the caller
    staying.begin(request, who, at)
    request.session[NUDGE] = bool(nudges(who))


def _know_the_browser(sender: Any, request: HttpRequest, user: Member, response: HttpResponse, **_rest: Any) -> None:
    devices.remember(request, response, user.handle)


def _keep_little(sender: Any, instance: UserSession, **_rest: Any) -> None:
    """No address, no exact name of a browser, no hour: whatever the library was given."""
    instance.ip = NOWHERE
    instance.user_agent = coarse(instance.user_agent)
    instance.created_at = _day(instance.created_at)
    instance.last_seen_at = _day(instance.last_seen_at)


def _use_by_the_day(sender: Any, instance: Authenticator, **_rest: Any) -> None:
    """When a passkey or code was last used: no hour."""
    instance.last_used_at = instance.last_used_at and _day(instance.last_used_at)
    instance.created_at = _day(instance.created_at)


def _lock_nobody_out(sender: Any, instance: Authenticator, origin: Any, **_rest: Any) -> None:
    """The last passkey of a member without a passphrase stays. (With the member it goes: then `origin` is another.)"""
    if origin is not instance or instance.type != Authenticator.Type.WEBAUTHN or instance.user.has_usable_password():
        return
    others = Authenticator.objects.filter(user=instance.user, type=Authenticator.Type.WEBAUTHN).exclude(pk=instance.pk)
    if not others.exists():
        raise Refused(_("This passkey is your only way in. Choose a passphrase first; then you can remove it."))


def _day(at: datetime) -> datetime:
    return at.replace(hour=0, minute=0, second=0, microsecond=0)
