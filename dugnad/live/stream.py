"""One open page: what it still has to be told, and how it ends."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import TYPE_CHECKING

from dugnad.ledger.reading import Position
from dugnad.live.news import Page

if TYPE_CHECKING:
    from uvicorn._types import ASGISendCallable

MOST_WAITING = 64
"""Messages that may wait for a slow reader. With one more the stream is cut; the browser comes back for the rest."""


class Stream:
    """Written to by the hub, in the event loop's thread; its facts are read by the follower's.

    While it is `catching_up`, news is kept aside until what was missed has been sent.
    """

    __slots__ = (
        *("member", "session", "seal", "page", "language", "mark"),
        *("at", "spoke_at", "catching_up", "over", "_send", "_abort", "_is_clogged", "_aside", "_waiting", "_sending"),
    )

    def __init__(
        self,
        *,
        member: str,
        session: str,
        seal: str,
        page: Page,
        language: str,
        mark: bytes,
        send: ASGISendCallable,
        abort: Callable[[], None],
        is_clogged: Callable[[], bool],
    ) -> None:
        self.member = member
        self.session = session
        self.seal = seal
        self.page = page
        self.language = language
        self.mark = mark
        self.at: Position | None = None
        self.spoke_at = 0.0
        self.catching_up = True
        self.over = False
        self._send = send
        self._abort = abort
        self._is_clogged = is_clogged
        self._aside: list[tuple[Position, bytes]] = []
        self._waiting: list[bytes] = []
        self._sending: asyncio.Task[None] | None = None

    @property
    def is_idle(self) -> bool:
        """Nothing waits to be sent, so a sign of life would get through."""
        return self._sending is None and not self.catching_up

    def tell(self, position: Position, message: bytes) -> None:
        """News at `position`: sent once, however often it is told, and never before what is older."""
        if self.catching_up:
            self._aside.append((position, message))
            self._bound(len(self._aside))
        elif self.at is None or position > self.at:
            self.at = position
            self.say(message)

    def caught_up(self, after: Position | None, missed: Iterable[tuple[Position, bytes]]) -> None:
        """Send what was missed since `after`, then what has come meanwhile and was not among it."""
        self.catching_up = False
        self.at = after
        aside, self._aside = self._aside, []
        for position, message in [*missed, *aside]:
            self.tell(position, message)
        self._go_on()

    def say(self, message: bytes) -> None:
        """Send something that has no place in the ledger."""
        if not self.over:
            self._waiting.append(message)
            self._bound(len(self._waiting))
            self._go_on()

    def end(self, last_words: bytes = b"") -> None:
        """End the stream after what waits has been sent. The browser comes back by itself."""
        if not self.over:
            self.over = True
            if last_words:
                self._waiting.append(last_words)
            self._go_on()

    def cut(self) -> None:
        """End the stream at once, whatever waits."""
        self.over = True
        self._waiting = []
        self._abort()

    def _bound(self, waiting: int) -> None:
        if waiting > MOST_WAITING:
            self.cut()

    def _go_on(self) -> None:
        if self._sending is not None or self.catching_up or not (self._waiting or self.over):
            return
        if self._is_clogged() or self.over:
            self._sending = asyncio.get_running_loop().create_task(self._write())
        else:  # by far the most: nothing to wait for, so no task
            text, self._waiting = b"".join(self._waiting), []
            if not _at_once(self._send({"type": "http.response.body", "body": text, "more_body": True})):
                self.cut()

    async def _write(self) -> None:
        """Lives for as long as a reader is slow, or until the stream has ended."""
        try:
            while self._waiting:
                text, self._waiting = b"".join(self._waiting), []
                await self._send({"type": "http.response.body", "body": text, "more_body": True})
            if self.over:
                await self._send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            self._sending = None


def _at_once(sending: Awaitable[None]) -> bool:
    """Whether it could be sent without waiting. (The server's `send` waits only for a line that is clogged.)"""
    try:
        next(sending.__await__())
    except StopIteration:
        return True
    return False
