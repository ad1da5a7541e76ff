"""Who wants to follow a page, and whether they may: the session's cookie read as Django reads it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module

from django.conf import settings
from django.contrib.auth import SESSION_KEY, get_user
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.http.cookie import parse_cookie

from dugnad.kit.clock import now
from dugnad.kit.prepared import Prepared
from dugnad.ledger.topics import registered
from dugnad.live.news import Page
from dugnad.people.models import Member
from dugnad.people.staying import goes_on


@dataclass(frozen=True, slots=True)
class Visitor:
    """A member with a session. `seal` is what their session depends on: another one ends it."""

    member: Member
    session: str
    seal: str


def admit(cookies: str, page: Page) -> Visitor | None:
    """The member behind `cookies`, if they are signed in and may read `page`; else None.

    Nothing is written: a page left open is no visit.
    """
    visitor = _visitor(cookies)
    return visitor if visitor and may_read(visitor.member, page) else None


def may_read(member: Member, page: Page) -> bool:
    """Whether `member` may read `page` now; they are to be fresh from the database."""
    topic = registered().get(page[0])
    found = _thing(topic.name).objects(page=page[1]) if topic else []
    return bool(topic and found and topic.rule.can(member, found[0]))


@cache
def _thing(name: str) -> Prepared:
    topic = registered()[name]

    def build(page: str) -> QuerySet[Model]:
        return topic.model._default_manager.filter(pk=page).select_related(*topic.related)

    return Prepared(build)


def _visitor(cookies: str) -> Visitor | None:
    key = parse_cookie(cookies).get(settings.SESSION_COOKIE_NAME)
    if not key:
        return None
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    if SESSION_KEY not in request.session:
        return None
    request.user = get_user(request)
    if not request.user.is_authenticated or not goes_on(request, now()):
        return None
    return Visitor(request.user, key, seal_of(request.user.password))


def seal_of(password: str) -> str:
    """The end of a hashed passphrase: a new one ends the sessions begun with the old."""
    return password[-12:]
