"""Many browsers with one page open, in a process of their own: as little as it takes to follow a stream.

Reads lines of JSON: what to open, then nothing until it is told to end. Writes lines of JSON: how many are open, and
at the end when each piece of news came to whom, by the clock of `time.monotonic`, which all processes share.
"""

from __future__ import annotations

import asyncio
import json
import resource
import sys
import time
from collections import defaultdict

TOGETHER = 100
"""Connections being opened at the same time."""
MARK = b'"piece":"'


class Browser(asyncio.Protocol):
    """One open stream."""

    __slots__ = ("came", "opened", "request", "rest", "status")

    def __init__(self, request: bytes, came: dict[str, list[float]], opened: asyncio.Future[int]) -> None:
        self.request = request
        self.came = came
        self.opened = opened
        self.rest = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        transport.write(self.request)  # type: ignore[attr-defined]  # a TCP connection's

    def data_received(self, data: bytes) -> None:
        moment = time.monotonic()
        data = self.rest + data
        whole, _mark, self.rest = data.rpartition(b"\n\n")
        if not self.opened.done() and b"event:presence" in whole:
            self.opened.set_result(int(data[9:12]))
        for part in whole.split(MARK)[1:]:
            self.came[part[: part.index(b'"')].decode()].append(moment)

    def connection_lost(self, error: Exception | None) -> None:
        if not self.opened.done():
            self.opened.set_result(0)


async def listen(port: int, path: str, cookies: list[str]) -> None:
    """Open a stream for each cookie, and keep them until something comes in."""
    loop = asyncio.get_running_loop()
    came: dict[str, list[float]] = defaultdict(list)
    gate = asyncio.Semaphore(TOGETHER)
    transports = []

    async def one(cookie: str) -> int:
        async with gate:
            opened: asyncio.Future[int] = loop.create_future()
            request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\n\r\n".encode()
            transport, _browser = await loop.create_connection(
                lambda: Browser(request, came, opened), "127.0.0.1", port
            )
            transports.append(transport)
            return await asyncio.wait_for(opened, 120)

    begun = time.monotonic()
    statuses = await asyncio.gather(*(one(cookie) for cookie in cookies))
    say({"open": statuses.count(200), "seconds": time.monotonic() - begun})
    await loop.run_in_executor(None, sys.stdin.readline)
    say(came)


def say(facts: object) -> None:
    """One line for whoever started this."""
    print(json.dumps(facts), flush=True)


if __name__ == "__main__":
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    asked = json.loads(sys.stdin.readline())
    asyncio.run(listen(asked["port"], asked["path"], asked["cookies"]))
