"""A small HTTP load client: a fixed number of connections, one request at a time on each, every answer read.

It speaks just enough HTTP/1.1 to cost little, so that the server gets the processor.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

Request = Callable[[int], bytes]
"""Makes the bytes of the n-th request."""


@dataclass
class Outcome:
    """What one run of load found. Latencies in seconds."""

    seconds: float
    latencies: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)
    bytes_read: int = 0

    @property
    def per_second(self) -> float:
        return len(self.latencies) / self.seconds if self.seconds else 0.0

    def quantile(self, share: float) -> float:
        """The latency below which `share` of the answers came."""
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")


def get(path: str, cookie: str = "", host: str = "127.0.0.1") -> bytes:
    """A GET request."""
    lines = [f"GET {path} HTTP/1.1", f"Host: {host}", "Accept: text/html", "Accept-Language: en"]
    lines.append("Accept-Encoding: gzip, br")  # as every browser does
    if cookie:
        lines.append(f"Cookie: {cookie}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def post(path: str, body: str, cookie: str, host: str = "127.0.0.1") -> bytes:
    """A form sent by POST."""
    data = body.encode()
    lines = [
        f"POST {path} HTTP/1.1",
        f"Host: {host}",
        "Accept: text/html",
        "Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {len(data)}",
        f"Cookie: {cookie}",
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + data


async def _answer(reader: asyncio.StreamReader) -> tuple[int, int]:
    head = await reader.readuntil(b"\r\n\r\n")
    status = int(head[9:12])
    lowered = head.lower()
    if b"transfer-encoding: chunked" in lowered:
        return status, await _chunks(reader)
    mark = lowered.find(b"content-length:")
    length = int(lowered[mark + 15 : lowered.index(b"\r\n", mark)]) if mark >= 0 else 0
    if length:
        await reader.readexactly(length)
    return status, length


async def _chunks(reader: asyncio.StreamReader) -> int:
    total = 0
    while size := int(await reader.readline(), 16):
        await reader.readexactly(size + 2)
        total += size
    await reader.readline()
    return total


async def _connection(port: int, requests: Request, numbers: list[int], outcome: Outcome, until: float) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 20)
    try:
        while time.perf_counter() < until and numbers:
            number = numbers.pop()
            begun = time.perf_counter()
            writer.write(requests(number))
            status, length = await _answer(reader)
            outcome.latencies.append(time.perf_counter() - begun)
            outcome.statuses[status] = outcome.statuses.get(status, 0) + 1
            outcome.bytes_read += length
    finally:
        writer.close()


async def _run(port: int, requests: Request, connections: int, seconds: float, most: int) -> Outcome:
    outcome = Outcome(0.0)
    numbers = list(range(most, 0, -1))
    begun = time.perf_counter()
    await asyncio.gather(
        *(_connection(port, requests, numbers, outcome, begun + seconds) for _each in range(connections))
    )
    outcome.seconds = time.perf_counter() - begun
    return outcome


def run(port: int, requests: Request, *, connections: int = 8, seconds: float = 10.0, most: int = 20_000) -> Outcome:
    """Load the server on loopback for `seconds`, at most `most` requests. Bounded in both."""
    return asyncio.run(_run(port, requests, connections, seconds, most))


def processor_seconds(pids: Sequence[int]) -> float:
    """User and system time that those of these processes which still run have used so far (Linux)."""
    ticks = 0
    for pid in pids:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        except FileNotFoundError:
            continue
        ticks += int(fields[11]) + int(fields[12])
    return ticks / 100
