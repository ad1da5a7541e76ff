"""Between the follower's thread and the event loop's, while there are streams."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from dugnad.live.follower import Follower
from dugnad.live.news import Delivery, Page
from dugnad.live.stream import Stream

if TYPE_CHECKING:
    from dugnad.live.hub import Hub

log = logging.getLogger(__name__)
BEAT = 1.0
LINGER = 5.0
"""Seconds the follower goes on after the last stream has ended."""


class Desk:
    """Open while there are streams: hands over between the follower's thread and the event loop's."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self.loop = asyncio.get_running_loop()
        self.ready = asyncio.Event()
        self._news: asyncio.Queue[Delivery] = asyncio.Queue()
        self._tasks = [self.loop.create_task(self._beat()), self.loop.create_task(self._pass_on())]
        self.follower = Follower(self, hub.board)
        self.follower.start()

    def close(self) -> None:
        """Nobody follows anything: nothing runs here any more."""
        self.follower.stop.set()
        for task in self._tasks:
            task.cancel()

    def begun(self) -> None:
        """Acts from now on are delivered."""
        self.loop.call_soon_threadsafe(self.ready.set)

    def watchers(self, page: Page) -> Sequence[str]:
        """The ids of the members who have `page` open. (Making a tuple of a dictionary is not interrupted.)"""
        return tuple(self.hub.watching.get(page, ()))

    def open(self) -> Sequence[Stream]:
        """All streams."""
        return tuple(self.hub.streams)

    def deliver(self, told: Sequence[Delivery]) -> None:
        """Pass on news."""
        for one in told:
            self.loop.call_soon_threadsafe(self._news.put_nowait, one)

    def end(self, streams: Sequence[Stream]) -> None:
        """These are to end."""
        self.loop.call_soon_threadsafe(self.hub.end, streams)

    def count(self, counted: Mapping[bytes, int]) -> None:
        """So many read each page."""
        self.loop.call_soon_threadsafe(self.hub.count, counted)

    async def _pass_on(self) -> None:
        while True:
            told = await self._news.get()
            try:
                await self.hub.pass_on(told)
            except Exception:
                log.exception("News could not be passed on; browsers come back for it.")
                self.hub.end(self.open())

    async def _beat(self) -> None:
        alone_since = time.monotonic()
        while self.hub.streams or time.monotonic() - alone_since < LINGER:
            await asyncio.sleep(BEAT)
            if self.hub.streams:
                alone_since = time.monotonic()
                await self.hub.give_signs_of_life()
        self.hub.rest(self)
