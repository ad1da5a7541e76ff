"""uvicorn waits for ever for the headers of a request. This does not."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

PATIENCE = 10.0
"""Seconds from the first byte of a request (or the opening of a connection) to the end of its headers."""
MOST = 64 * 1024
"""Bytes of headers one request may have."""


class GuardedProtocol(HttpToolsProtocol):
    """Closes connections that have not sent whole headers in `PATIENCE` seconds or `MOST` bytes."""

    lost: Callable[[bool], None] | None = None
    """Told when the connection has ended, and whether it was a stream."""
    turned: Callable[[], None] | None = None
    """Told when the connection has become a stream."""
    _is_stream = False
    _guard: asyncio.TimerHandle | None = None
    _unfinished = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)  # type: ignore[arg-type]  # a TCP server gives asyncio.Transport
        self._watch()

    def data_received(self, data: bytes) -> None:
        between_requests = self.cycle is None or self.cycle.response_complete
        if between_requests and self._guard is None:
            self._watch()
        self._unfinished += len(data)
        super().data_received(data)
        if self._guard is None:
            self._unfinished = 0
        elif self._unfinished > MOST:
            self._give_up()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.scope["state"]["connection"] = self
        if self._guard is None:
            self._watch()

    def on_headers_complete(self) -> None:
        self._leave()
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        self._leave()
        super().connection_lost(exc)
        if self.lost:
            self.lost(self._is_stream)

    def becomes_stream(self) -> None:
        """What is answered here lasts: the connection no longer counts among those that want pages."""
        if not self._is_stream:
            self._is_stream = True
            if self.turned:
                self.turned()

    def abort(self) -> None:
        """Close the connection at once."""
        self.transport.abort()

    def is_clogged(self) -> bool:
        """Whether what is sent next would have to wait for the reader."""
        return self.flow.write_paused

    def _watch(self) -> None:
        self._guard = self.loop.call_later(PATIENCE, self._give_up)

    def _leave(self) -> None:
        if self._guard is not None:
            self._guard.cancel()
            self._guard = None

    def _give_up(self) -> None:
        self._leave()
        if self.cycle is None or self.cycle.response_complete:
            self.transport.abort()
        else:
            # A half-sent pipelined request behind one that is still being answered.
            self.cycle.keep_alive = False
