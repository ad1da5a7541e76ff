"""All streams of one process. Everything here happens in the event loop's thread."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping, Sequence

from dugnad.live import messages
from dugnad.live.desk import Desk
from dugnad.live.follower import Follower
from dugnad.live.marks import PIECE, Board
from dugnad.live.news import Delivery, Page
from dugnad.live.stream import Stream

MOST = 20_000
"""Streams of one process, unless the system allows it fewer connections."""
MOST_OF_ONE = 12
"""Streams one member may have open in one process. Tabs in the background have none."""
SILENCE = 20.0
"""Seconds without a word after which a sign of life is sent."""
TOGETHER = 200
"""Streams written to before the event loop sees to other things."""
LAST_WORDS = 1.5
"""Seconds the last words may take to be sent when the server ends."""
PATIENCE = 5.0
"""Seconds the follower may take to begin."""


class NotNow(Exception):
    """No stream can be opened at the moment: too many, the server is ending, or the database is away."""


class Hub:
    """`board` is where embedded processes count readers; None: over PostgreSQL."""

    def __init__(self, board: Board | None) -> None:
        self.board = board
        self.most = MOST
        self.pages: dict[Page, dict[Stream, None]] = {}
        self.watching: dict[Page, dict[str, int]] = {}
        self.streams: dict[Stream, None] = {}
        self.by_member: dict[str, int] = {}
        self.readers: dict[bytes, int] = {}
        self.told: dict[bytes, tuple[int, float]] = {}
        self.ending = False
        self._desk: Desk | None = None
        self._telling: set[asyncio.Task[None]] = set()

    def make_room(self, member: str) -> None:
        """Raises `NotNow` when this member, or the process, has enough streams."""
        if self.ending or len(self.streams) >= self.most or self.by_member.get(member, 0) >= MOST_OF_ONE:
            raise NotNow

    async def begin(self) -> Follower:
        """The follower, once acts from now on reach the streams that are added. Raises `NotNow`."""
        if self._desk is None or not self._desk.follower.is_alive():
            if self._desk:
                self._desk.close()
            self._desk = Desk(self)
        try:
            await asyncio.wait_for(self._desk.ready.wait(), PATIENCE)
        except TimeoutError:
            raise NotNow from None
        return self._desk.follower

    def add(self, stream: Stream) -> None:
        """From now on `stream` is told what happens."""
        self.streams[stream] = None
        self.pages.setdefault(stream.page, {})[stream] = None
        watching = self.watching.setdefault(stream.page, {})
        watching[stream.member] = watching.get(stream.member, 0) + 1
        self.by_member[stream.member] = self.by_member.get(stream.member, 0) + 1
        stream.spoke_at = time.monotonic()

    def remove(self, stream: Stream) -> None:
        """`stream` is over."""
        if self.streams.pop(stream, stream) is stream:
            return
        _one_less(self.by_member, stream.member)
        _one_less(self.watching[stream.page], stream.member)
        del self.pages[stream.page][stream]
        if not self.pages[stream.page]:
            del self.pages[stream.page], self.watching[stream.page]
            self.told.pop(stream.mark[:PIECE], None)

    def readers_of(self, stream: Stream) -> int:
        """How many members have the page of `stream` open, in all processes, as far as it is known."""
        return max(self.readers.get(stream.mark[:PIECE], 0), len(self.watching.get(stream.page, ())))

    def count(self, counted: Mapping[bytes, int]) -> None:
        """So many read each page. Readers are told when it changes; the more there are, the less often."""
        self.readers = dict(counted)
        moment = time.monotonic()
        for streams in self.pages.values():
            first = next(iter(streams))
            page, there = first.mark[:PIECE], self.readers_of(first)
            said, at = self.told.get(page, (0, 0.0))
            if there != said and moment - at >= there / messages.RETURNS:
                self.told[page] = (there, moment)
                task = asyncio.get_running_loop().create_task(self._say_to_all(list(streams), there - 1))
                self._telling.add(task)
                task.add_done_callback(self._telling.discard)

    def rest(self, desk: Desk) -> None:
        """Close `desk`, which has had nothing to do for a while."""
        if self._desk is desk:
            self._desk = None
        desk.close()

    def close(self) -> None:
        """End all streams: the server is ending. Those who cannot be told are cut off."""
        self.ending = True
        streams = list(self.streams)
        for stream in streams:
            stream.end(messages.come_back(len(streams)))
        asyncio.get_running_loop().call_later(LAST_WORDS, self._cut_off)
        if self._desk:
            self._desk.close()

    def _cut_off(self) -> None:
        for stream in list(self.streams):
            stream.cut()

    def end(self, streams: Sequence[Stream]) -> None:
        """End these streams."""
        for stream in streams:
            stream.end(messages.come_back(1))

    async def pass_on(self, told: Delivery) -> None:
        """Tell news to those who may hear of it, without holding up the event loop."""
        streams = list(self.pages.get(told.news.page, ()))
        text = messages.news(told.news, self.readers_of(streams[0])) if streams else b""
        for number, stream in enumerate(streams, 1):
            if stream.member in told.members:
                stream.tell(told.news.position, text)
            if number % TOGETHER == 0:
                await asyncio.sleep(0)

    async def give_signs_of_life(self) -> None:
        """To streams that have been silent for long: whoever is gone is noticed by it."""
        moment = time.monotonic()
        for number, stream in enumerate(list(self.streams), 1):
            if moment - stream.spoke_at > SILENCE and stream.is_idle:
                stream.spoke_at = moment
                stream.say(messages.ALIVE)
            if number % TOGETHER == 0:
                await asyncio.sleep(0)

    async def _say_to_all(self, streams: Sequence[Stream], others: int) -> None:
        for number, stream in enumerate(streams, 1):
            if not stream.catching_up:
                stream.say(messages.presence(others, stream.language, stream.page[0]))
            if number % TOGETHER == 0:
                await asyncio.sleep(0)


def _one_less(counts: dict[str, int], name: str) -> None:
    counts[name] -= 1
    if not counts[name]:
        del counts[name]
