"""How many read a page with you, over all processes, without anybody knowing who reads what.

Each process tells the others one mark for each reader of a page: a keyed hash of page and member. The marks of one
page can be counted, so that a member with three tabs is one; those of two pages cannot be laid beside each other.
They stand in memory only: embedded in a piece that the page processes share, under a key that is gone with the server;
grown in messages that PostgreSQL passes on and keeps nowhere. Marks of a process that is gone are soon too old.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from hashlib import blake2b
from typing import Protocol

from dugnad.live.news import Page

PIECE = 8
MARK = 2 * PIECE
"""Bytes of a mark: half of them for the page, half for the member on that page."""
EXPIRY = 10.0
"""Seconds after which the marks of a process that says nothing no longer count."""


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


def readers(marks: Iterable[bytes]) -> dict[bytes, int]:
    """How many different members read each page, by the page's half of the mark."""
    counted: dict[bytes, int] = {}
    for mark in set(marks):
        counted[mark[:PIECE]] = counted.get(mark[:PIECE], 0) + 1
    return counted


def cut(text: bytes) -> Iterator[bytes]:
    """The marks that were joined to `text`."""
    for start in range(0, len(text), MARK):
        yield text[start : start + MARK]
