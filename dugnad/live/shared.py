"""Marks of readers in memory that the page processes of one server share."""

from __future__ import annotations

import mmap
import secrets
import struct
import time
from collections.abc import Collection, Iterator

from dugnad.live.marks import EXPIRY, MARK, cut, hashed
from dugnad.live.news import Page

SLOTS = 64
MOST_MARKS = 32_768


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
                yield from cut(text)
                return
