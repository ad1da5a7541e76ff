"""Whose streams are to end: their session is over, their account is, or they may no longer read the page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime

from django.contrib.sessions.models import Session
from django.db.models import Q

from dugnad.ledger.topics import registered
from dugnad.live.entry import seal_of
from dugnad.live.news import AT_ONCE, Page, members_among
from dugnad.live.stream import Stream
from dugnad.people.models import Member

ALLOWANCE = 2_000
"""Readers who are asked about in one round, besides their sessions. With more, pages take turns."""


def without_session(streams: Sequence[Stream], at: datetime) -> list[Stream]:
    """Those whose member has signed out, was signed out or shut out, or has another passphrase. Two queries."""
    sessions = {stream.session for stream in streams}
    members = {stream.member for stream in streams}
    alive: set[str] = set()
    for some in _chunks(sorted(sessions)):
        alive.update(Session.objects.filter(pk__in=some, expire_date__gt=at).values_list("session_key", flat=True))
    seals: dict[str, str] = {}
    for some in _chunks(sorted(members)):
        active = Member.objects.filter(pk__in=some, is_active=True).values_list("pk", "password")
        seals.update((pk, seal_of(password)) for pk, password in active)
    return [one for one in streams if one.session not in alive or seals.get(one.member) != one.seal]


def shut_out(page: Page, streams: Sequence[Stream]) -> list[Stream]:
    """Those of the streams on `page` whose member may no longer read it. Two queries."""
    topic = registered()[page[0]]
    thing = topic.model._default_manager.filter(pk=page[1]).select_related(*topic.related).first()
    if thing is None:
        return list(streams)
    ids = sorted({stream.member for stream in streams})
    may = members_among(ids, topic.rule.who(thing) & Q(is_active=True))
    return [stream for stream in streams if stream.member not in may]


class Round:
    """Goes through the open pages again and again, so many readers at a time."""

    def __init__(self) -> None:
        self._left: list[Page] = []

    def next(self, streams: Sequence[Stream]) -> list[Stream]:
        """Those to be shut out among the readers whose turn it is: all of them while there are few."""
        by_page = _by_page(streams)
        gone: list[Stream] = []
        asked = seen = 0
        while asked < ALLOWANCE and seen < len(by_page):
            if not self._left:
                self._left = list(by_page)
            page = self._left.pop()
            seen += 1
            if page in by_page:
                asked += len(by_page[page])
                gone += shut_out(page, by_page[page])
        return gone

    def all(self, streams: Sequence[Stream]) -> list[Stream]:
        """Those to be shut out, wherever they are."""
        return [stream for page, some in _by_page(streams).items() for stream in shut_out(page, some)]


def _by_page(streams: Sequence[Stream]) -> dict[Page, list[Stream]]:
    found: dict[Page, list[Stream]] = defaultdict(list)
    for stream in streams:
        found[stream.page].append(stream)
    return found


def _chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), AT_ONCE):
        yield ids[start : start + AT_ONCE]
