"""An ASGI conversation without a socket."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Heard:
    """What came back."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    parts: int = 0


def scope_of(path: str = "/", method: str = "GET", headers: Iterable[tuple[str, str]] = ()) -> dict[str, Any]:
    """What uvicorn says of a request."""
    target, _mark, query = path.partition("?")
    return {
        "type": "http",
        "method": method,
        "path": target,
        "raw_path": target.encode(),
        "query_string": query.encode(),
        "http_version": "1.1",
        "scheme": "http",
        "server": ("127.0.0.1", 8000),
        "client": ("127.0.0.1", 50000),
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in headers],
    }


def ask(application: Callable[..., Any], scope: dict[str, Any], body: Iterable[bytes] = (b"",)) -> Heard:
    """Send `scope` and the blocks of `body`; the whole answer."""
    heard = Heard()
    blocks = list(body)

    async def receive() -> dict[str, Any]:
        if not blocks:
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": blocks.pop(0), "more_body": bool(blocks)}

    async def send(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            heard.status = message["status"]
            heard.headers = {name.decode().lower(): value.decode("latin-1") for name, value in message["headers"]}
        else:
            heard.parts += 1
            heard.body += message["body"]

    asyncio.run(application(scope, receive, send))
    return heard
