"""Whose streams are to end: their session is over, their account is, or they may no longer read the page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.contrib.sessions.models import Session
from django.db.models import Q

from dugnad.kit.among import Among
from dugnad.ledger.topics import registered
from dugnad.live.entry import seal_of
from dugnad.live.news import Page, members_among
from dugnad.live.stream import Stream
from dugnad.people.models import Member


def without_session(streams: Sequence[Stream], at: datetime) -> list[Stream]:
    """Those whose session is over. One query that counts, and one that tells which when some are missing."""
    keys = {stream.session for stream in streams}
    open_ones = Session.objects.filter(pk__in=Among(keys), expire_date__gt=at)
    if open_ones.count() == len(keys):
        return []
    there = set(open_ones.values_list("pk", flat=True))
    return [stream for stream in streams if stream.session not in there]


def without_account(streams: Sequence[Stream]) -> list[Stream]:
    """Those whose member is gone or was shut out. One query, or two when there are some."""
    ids = {stream.member for stream in streams}
    active = Member.objects.filter(pk__in=Among(ids), is_active=True)
    if active.count() == len(ids):
        return []
    there = set(active.values_list("pk", flat=True))
    return [stream for stream in streams if stream.member not in there]


def with_another_passphrase(streams: Sequence[Stream]) -> list[Stream]:
    """Those whose member has chosen another passphrase since they signed in. One query."""
    ids = {stream.member for stream in streams}
    kept = dict(Member.objects.filter(pk__in=Among(ids)).values_list("pk", "password"))
    return [stream for stream in streams if seal_of(kept.get(stream.member, "")) != stream.seal]


def shut_out(page: Page, streams: Sequence[Stream]) -> list[Stream]:
    """Those of the streams on `page` whose member may no longer read it. Two queries."""
    topic = registered()[page[0]]
    thing = topic.model._default_manager.filter(pk=page[1]).select_related(*topic.related).first()
    if thing is None:
        return list(streams)
    ids = sorted({stream.member for stream in streams})
    may = members_among(ids, topic.rule.who(thing) & Q(is_active=True))
    return [stream for stream in streams if stream.member not in may]
