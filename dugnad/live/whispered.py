"""Marks of readers in messages between processes that share a PostgreSQL."""

from __future__ import annotations

import secrets
import time
from base64 import b64decode, b64encode
from collections.abc import Callable, Collection, Iterable
from datetime import UTC, datetime
from hashlib import blake2b

from django.conf import settings

from dugnad.live.marks import EXPIRY, cut, hashed
from dugnad.live.news import Page

AGAIN = 4.0
"""Seconds after which a process repeats itself though nothing has changed."""
IN_MESSAGE = 360
"""Marks in one message: PostgreSQL takes 8,000 bytes."""


class Whispered:
    """For processes that share a PostgreSQL, on whatever machine. `say` sends a message to all of them."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._origin = secrets.token_hex(4)
        self._turn = 0
        self._said: frozenset[bytes] = frozenset()
        self._said_at = 0.0
        self._hearing: dict[str, tuple[int, set[bytes]]] = {}
        self._heard: dict[str, tuple[float, set[bytes]]] = {}

    def mark(self, page: Page, member: str) -> bytes:
        """The mark of one reader of one page, under a key of this day."""
        day = f"{settings.SECRET_KEY} {datetime.now(UTC):%Y-%m-%d}"
        return hashed(page, member, blake2b(day.encode(), digest_size=32).digest())

    def publish(self, marks: Collection[bytes]) -> None:
        """These are the readers of this process; said again only when they are others, or after a while."""
        fresh = frozenset(marks)
        if fresh == self._said and (not fresh or time.monotonic() - self._said_at < AGAIN):
            return
        self._said, self._said_at = fresh, time.monotonic()
        self._turn += 1
        ordered = sorted(fresh)
        for start in range(0, max(1, len(ordered)), IN_MESSAGE):
            text = b64encode(b"".join(ordered[start : start + IN_MESSAGE])).decode()
            self._say(f"{self._origin} {self._turn} {len(ordered)} {text}")

    def hear(self, messages: Iterable[str]) -> None:
        """What others, and we ourselves, have said. A list in several messages counts once it is whole."""
        for message in messages:
            origin, turn, total, text = message.split(" ")
            if origin == self._origin:
                continue
            known = self._hearing.get(origin)
            marks = known[1] if known and known[0] == int(turn) else set()
            marks.update(cut(b64decode(text)))
            self._hearing[origin] = (int(turn), marks)
            if len(marks) >= int(total):
                self._heard[origin] = (time.monotonic(), marks)

    def others(self) -> set[bytes]:
        """The marks of all other processes."""
        now = time.monotonic()
        self._heard = {origin: heard for origin, heard in self._heard.items() if now - heard[0] < EXPIRY}
        self._hearing = {origin: hearing for origin, hearing in self._hearing.items() if origin in self._heard}
        return {mark for _at, marks in self._heard.values() for mark in marks}
