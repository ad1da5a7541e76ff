"""What a browser must never tell of our pages: errors in the console, broken policies, requests to anybody else."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response, WebError

HANDLED = ("the server responded with a status of 4",)
"""Chromium writes this for every page that is answered with a refusal; `Watch` looks at the answers themselves."""


class Watch:
    """Collects complaints about all that happens in `context`, which visits `address` and nothing else."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.ours = urlsplit(address).netloc
        self.complaints: list[str] = []
        self.elsewhere: list[str] = []
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("request", self._request)
        context.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not any(words in message.text for words in HANDLED):
            self.complaints.append(f"console on {message.location.get('url')}: {message.text}")

    def _error(self, error: WebError) -> None:
        self.complaints.append(f"error in a script: {error.error}")

    def _request(self, request: Request) -> None:
        where = urlsplit(request.url)
        if where.scheme != "data" and where.netloc != self.ours:
            self.elsewhere.append(request.url)

    def _response(self, response: Response) -> None:
        beside = not response.request.is_navigation_request() and response.request.resource_type != "xhr"
        if response.status >= 500 or (beside and response.status >= 400):
            self.complaints.append(f"{response.status} for {response.url}")

    def all(self) -> list[str]:
        """Everything there is to complain about."""
        return [*self.complaints, *(f"a request to somebody else: {url}" for url in self.elsewhere)]

    def forget(self) -> None:
        """What happened so far was meant to happen."""
        self.complaints.clear()
        self.elsewhere.clear()
