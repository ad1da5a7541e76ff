"""In which order open streams are looked at, so that many of them cost no more than some."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from dugnad.live.checks import shut_out, with_another_passphrase, without_account, without_session
from dugnad.live.news import Page
from dugnad.live.stream import Stream

ALLOWANCE = 2_000
"""Readers who are looked at closely in one round. With more, they take turns."""


class Round:
    """Goes through all streams again and again, so many at a time."""

    def __init__(self) -> None:
        self._pages: list[Page] = []
        self._allowed = 0
        self._at = 0

    def next(self, streams: Sequence[Stream], at: datetime) -> list[Stream]:
        """Those that are to end: by session and account among all of them, by page and passphrase in turns."""
        gone = [*without_session(streams, at), *without_account(streams)]
        some = streams[self._at : self._at + ALLOWANCE]
        self._at = self._at + ALLOWANCE if self._at + ALLOWANCE < len(streams) else 0
        return [*gone, *with_another_passphrase(some), *self._shut_out(streams)]

    def all(self, streams: Sequence[Stream]) -> list[Stream]:
        """Those that may no longer read their page, wherever they are."""
        return [stream for page, some in _by_page(streams).items() for stream in shut_out(page, some)]

    def _shut_out(self, streams: Sequence[Stream]) -> list[Stream]:
        by_page = _by_page(streams)
        self._allowed = min(self._allowed, 0) + ALLOWANCE
        gone: list[Stream] = []
        for _each in range(len(by_page)):
            if not self._pages:
                self._pages = list(by_page)
            if self._allowed <= 0:
                break
            page = self._pages.pop()
            self._allowed -= len(by_page.get(page, ()))
            gone += shut_out(page, by_page[page]) if page in by_page else []
        return gone


def _by_page(streams: Sequence[Stream]) -> dict[Page, list[Stream]]:
    found: dict[Page, list[Stream]] = defaultdict(list)
    for stream in streams:
        found[stream.page].append(stream)
    return found
