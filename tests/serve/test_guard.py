from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from uvicorn import Config
from uvicorn.server import ServerState

from dugnad.serve import guard
from dugnad.serve.guard import GuardedProtocol

PATIENCE = 0.4
WHOLE = b"GET / HTTP/1.1\r\nHost: here\r\n\r\n"


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "PATIENCE", PATIENCE)


async def hello(scope: Any, receive: Any, send: Any) -> None:
    if scope["path"] == "/slow":
        await asyncio.sleep(3 * PATIENCE)
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"5")]})
    await send({"type": "http.response.body", "body": b"hello"})


@asynccontextmanager
async def connection() -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    config = Config(hello, log_config=None, lifespan="off", ws="none", timeout_keep_alive=30)
    config.load()
    state = ServerState()
    server = await asyncio.get_running_loop().create_server(lambda: GuardedProtocol(config, state, {}), "127.0.0.1", 0)
    async with server:
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        yield reader, writer
        writer.close()


async def is_closed(reader: asyncio.StreamReader) -> bool:
    """Whether the server ends the connection within twice its patience."""
    try:
        async with asyncio.timeout(2 * PATIENCE):
            return await reader.read() == b""
    except TimeoutError:
        return False
    except ConnectionResetError:
        return True


async def answer(reader: asyncio.StreamReader) -> bytes:
    await reader.readuntil(b"\r\n\r\n")
    return await reader.readexactly(5)


@pytest.mark.parametrize("said", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: here\r\n", b"\r\n"])
def test_a_connection_without_whole_headers_is_closed(said: bytes) -> None:
    async def scene() -> bool:
        async with connection() as (reader, writer):
            writer.write(said)
            return await is_closed(reader)

    assert asyncio.run(scene())


def test_one_that_sends_a_header_now_and_then_is_closed() -> None:
    async def scene() -> bool:
        async with connection() as (reader, writer):
            writer.write(b"GET / HTTP/1.1\r\n")

            async def drip() -> None:
                while True:
                    await asyncio.sleep(PATIENCE / 4)
                    writer.write(b"X-Slow: yes\r\n")

            dripping = asyncio.create_task(drip())
            closed = await is_closed(reader)
            dripping.cancel()
            return closed

    assert asyncio.run(scene())


def test_one_that_sends_empty_lines_after_an_answer_is_closed() -> None:
    async def scene() -> bool:
        async with connection() as (reader, writer):
            writer.write(WHOLE)
            assert await answer(reader) == b"hello"
            writer.write(b"\r\n")
            return await is_closed(reader)

    assert asyncio.run(scene())


def test_endless_headers_are_cut_off_before_the_time_is_up() -> None:
    async def scene() -> bool:
        async with connection() as (reader, writer):
            writer.write(b"GET / HTTP/1.1\r\n" + b"X-Long: " + b"x" * guard.MOST + b"\r\n")
            async with asyncio.timeout(PATIENCE / 2):
                try:
                    return await reader.read() == b""
                except ConnectionResetError:
                    return True

    assert asyncio.run(scene())


def test_whole_requests_are_answered_however_long_the_answer_takes() -> None:
    async def scene() -> list[bytes]:
        async with connection() as (reader, writer):
            answers = []
            for path in (b"/", b"/slow", b"/"):
                writer.write(WHOLE.replace(b" / ", b" " + path + b" "))
                answers.append(await answer(reader))
            return answers

    assert asyncio.run(scene()) == [b"hello"] * 3


def test_a_connection_may_rest_between_two_requests() -> None:
    async def scene() -> bytes:
        async with connection() as (reader, writer):
            writer.write(WHOLE)
            await answer(reader)
            await asyncio.sleep(2 * PATIENCE)
            writer.write(WHOLE)
            return await answer(reader)

    assert asyncio.run(scene()) == b"hello"
