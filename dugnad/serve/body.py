"""What a person sends, read to its end before a page thread is taken, so that a slow sender holds none.

At most `LIMIT` bytes, held in memory while small and in a temporary file after that.
"""

from __future__ import annotations

import asyncio
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uvicorn._types import ASGIReceiveCallable, HTTPScope

LIMIT = 12 * 1024 * 1024
IN_MEMORY = 512 * 1024
GAP = 20.0
"""Seconds without a byte after which we stop waiting."""
WHOLE = 300.0
"""Seconds a whole form may take: 12 MB over a slow phone."""

Body = SpooledTemporaryFile[bytes]


class TooLarge(Exception):
    """More than `LIMIT` bytes. What came was read and thrown away, so that the answer can be read."""


class TooSlow(Exception):
    """The sender paused longer than `GAP` or took longer than `WHOLE`."""


class Gone(Exception):
    """The sender hung up."""


def length(scope: HTTPScope) -> int | None:
    """The length the sender announced, if any."""
    for name, value in scope["headers"]:
        if name == b"content-length":
            return int(value)
    return None


def expects_leave(scope: HTTPScope) -> bool:
    """Whether the sender waits for our "100 Continue" before it sends the body."""
    return any(name == b"expect" for name, _value in scope["headers"])


async def read(scope: HTTPScope, receive: ASGIReceiveCallable) -> Body:
    """The body, at its start.

    Raises `TooLarge`, `TooSlow` or `Gone`.
    """
    announced = length(scope) or 0
    if announced > LIMIT and expects_leave(scope):
        raise TooLarge
    body: Body = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  # closed by whoever reads it
    try:
        async with asyncio.timeout(WHOLE):
            await _fill(body, receive, announced > LIMIT)
    except TimeoutError:
        body.close()
        raise TooSlow from None
    except BaseException:
        body.close()
        raise
    body.seek(0)
    return body


async def _fill(body: Body, receive: ASGIReceiveCallable, too_large: bool) -> None:
    size = 0
    more = True
    while more:
        async with asyncio.timeout(GAP):
            message = await receive()
        if message["type"] != "http.request":
            raise Gone
        more = message.get("more_body", False)
        size += len(message.get("body", b""))
        too_large = too_large or size > LIMIT
        if not too_large:
            body.write(message.get("body", b""))
        elif size > 10 * LIMIT:
            break
    if too_large:
        raise TooLarge
