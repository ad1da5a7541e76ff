"""Who answers a request: a live stream, a static file, or Django."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from dugnad.serve.bridge import Pages
from dugnad.serve.static import StaticFiles

if TYPE_CHECKING:
    from uvicorn._types import ASGIReceiveCallable, ASGISendCallable, HTTPScope, Scope


class LiveRoute(Protocol):
    """Answered on the event loop, before Django. Its answers may last as long as the server does."""

    def begin(self, slot: int) -> None:
        """This is page process number `slot`."""

    def close(self) -> None:
        """End all answers soon: the server is ending."""

    async def __call__(self, scope: HTTPScope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
        """Answer a request."""


class Routes:
    """The ASGI application. `live` maps the beginning of a path to a route that is answered before Django."""

    def __init__(self, pages: Pages, static: StaticFiles, live: Mapping[str, LiveRoute]) -> None:
        self.pages = pages
        self.static = static
        self.live = dict(live)
        self._prefixes = tuple(self.live)

    def begin(self, slot: int) -> None:
        """This is page process number `slot`."""
        for route in self.live.values():
            route.begin(slot)

    def close(self) -> None:
        """End answers that would last."""
        for route in self.live.values():
            route.close()

    async def __call__(self, scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
        if scope["type"] != "http":
            return await _other(scope, receive, send)
        path = scope["path"]
        if self._prefixes and path.startswith(self._prefixes):
            route = next(self.live[prefix] for prefix in self._prefixes if path.startswith(prefix))
            return await route(scope, receive, send)
        if path.startswith(self.static.prefix) and self.static.has(path):
            return await self.static(scope, send)
        return await self.pages(scope, receive, send)


async def _other(scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1000, "reason": None})
    while scope["type"] == "lifespan":
        message = await receive()
        if message["type"] == "lifespan.startup":
            await send({"type": "lifespan.startup.complete"})
        else:
            await send({"type": "lifespan.shutdown.complete"})
            return
