"""Connections shared out evenly: a process that has more of them than another lets the other go first.

Left to themselves, the processes on one socket race for each connection, and the one that wakes first takes all of a
burst: with two processes and eight connections, half of the runs used one processor only (240 against 470 answers a
second). The counts stand in memory that all processes share.
"""

from __future__ import annotations

import asyncio
import errno
import mmap
import socket
from collections.abc import Callable

ASIDE = 0.005
TIMES = 8
"""How often a busier process steps aside for so many seconds; after that it takes the connection itself."""
FULL = 0.5
"""Seconds to wait when no descriptor is left."""
ABSENT = 2**62
PAGE = 2**32
"""What a connection weighs that may want a page. A stream weighs one: processes share out the others first."""
NOTHING_THERE = (errno.EAGAIN, errno.EWOULDBLOCK, errno.ECONNABORTED, errno.EINTR)


class Counts:
    """Open connections of each process, one slot each, seen by all of them."""

    def __init__(self, processes: int) -> None:
        self._slots = memoryview(mmap.mmap(-1, 8 * processes)).cast("q")
        for slot in range(processes):
            self._slots[slot] = ABSENT

    def arrive(self, slot: int) -> None:
        """A process begins to accept."""
        self._slots[slot] = 0

    def leave(self, slot: int) -> None:
        """A process is gone; nobody waits for it."""
        self._slots[slot] = ABSENT

    def change(self, slot: int, by: int, streams: int = 0) -> None:
        """Connections and streams more or fewer. Only the process that owns the slot calls this."""
        self._slots[slot] += by * PAGE + streams

    def busier(self, slot: int) -> bool:
        """Whether another process has fewer connections than this one, or as many and fewer streams."""
        return self._slots[slot] > min(self._slots)


class Acceptor:
    """Takes connections from `listening` for one process. Looks to uvicorn like an asyncio server."""

    def __init__(
        self,
        listening: socket.socket,
        counts: Counts,
        slot: int,
        protocol: Callable[[], asyncio.Protocol],
    ) -> None:
        self._listening = listening
        self._counts = counts
        self._slot = slot
        self._protocol = protocol
        self._loop = asyncio.get_running_loop()
        self._starting: set[asyncio.Task[object]] = set()
        self._pause: asyncio.TimerHandle | None = None
        self._open = True
        self._aside = 0
        counts.arrive(slot)
        self._listen()

    def close(self) -> None:
        """Accept no more."""
        if self._open:
            self._open = False
            self._stop_listening()
            if self._pause:
                self._pause.cancel()
            self._counts.leave(self._slot)

    async def wait_closed(self) -> None:
        """Until connections that were just accepted have their protocol."""
        if self._starting:
            await asyncio.wait(self._starting)

    def _listen(self) -> None:
        self._loop.add_reader(self._listening.fileno(), self._ready)

    def _stop_listening(self) -> None:
        self._loop.remove_reader(self._listening.fileno())

    def _ready(self) -> None:
        if self._aside < TIMES and self._counts.busier(self._slot):
            self._aside += 1
            self._step_aside(ASIDE)
        else:
            self._accept()

    def _step_aside(self, seconds: float) -> None:
        self._stop_listening()
        self._pause = self._loop.call_later(seconds, self._return)

    def _return(self) -> None:
        self._pause = None
        self._listen()

    def _accept(self) -> None:
        self._aside = 0
        try:
            connection, _address = self._listening.accept()
        except OSError as error:
            if error.errno not in NOTHING_THERE:
                self._step_aside(FULL)
            return
        connection.setblocking(False)
        self._counts.change(self._slot, 1)
        task = self._loop.create_task(self._loop.connect_accepted_socket(self._protocol, connection))
        self._starting.add(task)
        task.add_done_callback(self._started)

    def _started(self, task: asyncio.Task[object]) -> None:
        self._starting.discard(task)
        if not task.cancelled() and task.exception() is not None:
            self.lost()

    def lost(self, stream: bool = False) -> None:
        """One of the connections taken here has ended."""
        if self._open:
            self._counts.change(self._slot, 0 if stream else -1, -1 if stream else 0)

    def turned(self) -> None:
        """One of the connections taken here has become a stream."""
        if self._open:
            self._counts.change(self._slot, -1, 1)
