"""How many read a page with you, over all processes, without anybody knowing who reads what.

Each process tells the others one mark for each reader of a page: a keyed hash of page and member. The marks of one
page can be counted, so that a member with three tabs is one; those of two pages cannot be laid beside each other.
They stand in memory only: embedded in a piece that the page processes share, under a key that is gone with the server;
grown in messages that PostgreSQL passes on and keeps nowhere. Marks of a process that is gone are soon too old.
"""

from __future__ import annotations

import mmap
import secrets
import struct
import time
from base64 import b64decode, b64encode
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Protocol

from django.conf import settings

from dugnad.live.news import Page

PIECE = 8
MARK = 2 * PIECE
"""Bytes of a mark: half of them for the page, half for the member on that page."""
SLOTS = 64
MOST_MARKS = 32_768
EXPIRY = 10.0
"""Seconds after which the marks of a process that says nothing no longer count."""
AGAIN = 4.0
"""Seconds after which a process repeats itself though nothing has changed."""
IN_MESSAGE = 360
"""Marks in one message: PostgreSQL takes 8,000 bytes."""


class Board(Protocol):
    """Where processes see each other's marks."""

    def mark(self, page: Page, member: str) -> bytes:
        """The mark of one reader of one page."""

    def publish(self, marks: Collection[bytes]) -> None:
        """These are the readers of this process."""

    def others(self) -> set[bytes]:
        """The marks of all other processes."""


def hashed(page: Page, member: str, key: bytes) -> bytes:
    """A mark under `key`."""
    name = "/".join(page).encode()
    where = blake2b(name, key=key, digest_size=PIECE).digest()
    return where + blake2b(name + b"/" + member.encode(), key=key, digest_size=PIECE).digest()


class SharedMemory:
    """For the page processes of one server. Made before they are forked; each begins in a slot of its own.

    A slot is a number that is odd while it is written, a count, the time it was written, and the marks.
    """

    HEAD = struct.Struct("=IId")
    SIZE = HEAD.size + MARK * MOST_MARKS

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)
        self._memory = mmap.mmap(-1, self.SIZE * SLOTS)  # taken only as far as it is written to
        self._slot = 0
        self._turn = 0

    def begin(self, slot: int) -> None:
        """This process writes in `slot` from now on."""
        self._slot = slot % SLOTS

    def mark(self, page: Page, member: str) -> bytes:
        """The mark of one reader of one page."""
        return hashed(page, member, self._key)

    def publish(self, marks: Collection[bytes]) -> None:
        """These are the readers of this process."""
        text = b"".join(list(marks)[:MOST_MARKS])
        start = self._slot * self.SIZE
        self._turn = (self._turn + 2) % 2**32
        self.HEAD.pack_into(self._memory, start, self._turn + 1, 0, 0.0)
        self._memory[start + self.HEAD.size : start + self.HEAD.size + len(text)] = text
        self.HEAD.pack_into(self._memory, start, self._turn, len(text) // MARK, time.monotonic())

    def others(self) -> set[bytes]:
        """The marks of all other processes."""
        return {mark for slot in range(SLOTS) if slot != self._slot for mark in self._marks(slot)}

    def _marks(self, slot: int) -> Iterator[bytes]:
        start = slot * self.SIZE
        for _try in range(3):
            turn, count, at = self.HEAD.unpack_from(self._memory, start)
            if not count or time.monotonic() - at > EXPIRY:
                return
            text = self._memory[start + self.HEAD.size : start + self.HEAD.size + count * MARK]
            if not turn % 2 and self.HEAD.unpack_from(self._memory, start)[0] == turn:
                yield from _cut(text)
                return


class Messages:
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
            marks.update(_cut(b64decode(text)))
            self._hearing[origin] = (int(turn), marks)
            if len(marks) >= int(total):
                self._heard[origin] = (time.monotonic(), marks)

    def others(self) -> set[bytes]:
        """The marks of all other processes."""
        now = time.monotonic()
        self._heard = {origin: heard for origin, heard in self._heard.items() if now - heard[0] < EXPIRY}
        self._hearing = {origin: hearing for origin, hearing in self._hearing.items() if origin in self._heard}
        return {mark for _at, marks in self._heard.values() for mark in marks}


def readers(marks: Iterable[bytes]) -> dict[bytes, int]:
    """How many different members read each page, by the page's half of the mark."""
    counted: dict[bytes, int] = {}
    for mark in set(marks):
        counted[mark[:PIECE]] = counted.get(mark[:PIECE], 0) + 1
    return counted


def _cut(text: bytes) -> Iterator[bytes]:
    for start in range(0, len(text), MARK):
        yield text[start : start + MARK]
