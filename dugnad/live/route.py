"""Streams on the event loop, before Django: `/live/<topic>/<id>/`."""

from __future__ import annotations

import resource
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Protocol

from django.db import Error

from dugnad.ledger.bookmarks import position_at
from dugnad.ledger.reading import Position
from dugnad.ledger.topics import PREFIX, here
from dugnad.live import asked, entry, messages
from dugnad.live.entry import Visitor
from dugnad.live.hub import Hub, NotNow
from dugnad.live.marks import Board
from dugnad.live.news import News, Page, missed
from dugnad.live.shared import SharedMemory
from dugnad.live.stream import Stream
from dugnad.people.models import Member

if TYPE_CHECKING:
    from uvicorn._types import ASGIReceiveCallable, ASGISendCallable, HTTPScope

HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", b"default-src 'none'"),
    (b"referrer-policy", b"same-origin"),
]
Run = Callable[..., Awaitable[Any]]
"""Runs a function with arguments in a thread that may ask the database, never in one of those for pages."""


class Connection(Protocol):
    """What the server lets us do with the connection of a stream."""

    def becomes_stream(self) -> None:
        """It no longer counts among those that want pages."""

    def abort(self) -> None:
        """Close it at once."""

    def is_clogged(self) -> bool:
        """Whether a message would have to wait for the reader."""


class Live:
    """The route. `board` is where embedded processes count readers together; None: over PostgreSQL."""

    prefix = PREFIX

    def __init__(self, run: Run, board: SharedMemory | None) -> None:
        self.run = run
        self.board = board
        self.hub = Hub(board)

    def begin(self, slot: int) -> None:
        """This is page process number `slot`. A quarter of the connections it may have is kept for pages."""
        self.hub.most = resource.getrlimit(resource.RLIMIT_NOFILE)[0] * 3 // 4
        if self.board:
            self.board.begin(slot)

    def close(self) -> None:
        """End all streams: the server is ending."""
        self.hub.close()

    async def __call__(self, scope: HTTPScope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
        if scope["method"] != "GET":
            return await _answer(send, 405, (b"allow", b"GET"))
        page = asked.page(scope["path"])
        try:
            visitor = await self.run(entry.admit, asked.cookies(scope), page) if page else None
            if page is None or visitor is None:
                return await _answer(send, 404)
            self.hub.make_room(visitor.member.pk)
            follower = await self.hub.begin()
            self.hub.make_room(visitor.member.pk)
        except (NotNow, Error):
            return await _answer(send, 503, (b"retry-after", b"10"))
        stream = self._stream(scope, send, visitor, page, follower.board)
        self.hub.add(stream)
        try:
            await self._tell(stream, visitor.member, asked.after(scope), send)
            while (await receive())["type"] != "http.disconnect":
                pass
        finally:
            self.hub.remove(stream)

    def _stream(self, scope: HTTPScope, send: ASGISendCallable, visitor: Visitor, page: Page, board: Board) -> Stream:
        connection: Connection | None = scope.get("state", {}).get("connection")
        if connection:
            connection.becomes_stream()
        return Stream(
            member=visitor.member.pk,
            session=visitor.session,
            seal=visitor.seal,
            page=page,
            language=asked.language(scope),
            mark=board.mark(page, visitor.member.pk),
            send=send,
            abort=connection.abort if connection else _nothing,
            is_clogged=connection.is_clogged if connection else _always,
        )

    async def _tell(self, stream: Stream, member: Member, after: str, send: ASGISendCallable) -> None:
        """The beginning of a stream: what was missed, and how many read with them."""
        try:
            told, position = await self.run(_since, member, stream.page, after)
        except Error:
            await _answer(send, 503, (b"retry-after", b"10"))
            return
        await send({"type": "http.response.start", "status": 200, "headers": HEADERS, "trailers": False})
        readers = self.hub.readers_of(stream)
        beginning = messages.come_back(len(self.hub.streams)) + messages.presence(
            readers - 1, stream.language, stream.page[0]
        )
        await send({"type": "http.response.body", "body": beginning, "more_body": True})
        if told is None:
            stream.caught_up(None, [(position, messages.anew(position, readers))])
        else:
            stream.caught_up(position, [(news.position, messages.news(news, readers)) for news in told])


def _since(member: Member, page: Page, after: str) -> tuple[list[News] | None, Position]:
    """What was missed since the bookmark `after`, and its position; None and the present one to begin anew."""
    position, present = position_at(after), here()
    if position is None or position > present:
        return None, present
    told = missed(member, page, position) if position < present else []
    return told, present if told is None else position


async def _answer(send: ASGISendCallable, status: int, *headers: tuple[bytes, bytes]) -> None:
    all_headers = [(b"content-length", b"0"), (b"cache-control", b"no-store"), *headers]
    await send({"type": "http.response.start", "status": status, "headers": all_headers, "trailers": False})
    await send({"type": "http.response.body", "body": b"", "more_body": False})


def _nothing() -> None:
    """Without a server's connection there is none to abort."""


def _always() -> bool:
    """Without a server's connection we do not know, and wait."""
    return True
