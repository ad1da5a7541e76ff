"""Styles, icons and scripts, answered from the event loop without Django or a page thread."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from whitenoise import WhiteNoise

if TYPE_CHECKING:
    from uvicorn._types import ASGISendCallable, HTTPScope

HASHED = r"^/static/.+\.[0-9a-f]{12}\..+$"
ASKED = {
    b"accept-encoding": "HTTP_ACCEPT_ENCODING",
    b"if-none-match": "HTTP_IF_NONE_MATCH",
    b"if-modified-since": "HTTP_IF_MODIFIED_SINCE",
    b"range": "HTTP_RANGE",
}


class StaticFiles:
    """What `dugnad.serve.collect` put into `root`, listed when it is first asked for."""

    def __init__(self, root: Path, prefix: str) -> None:
        self.root = root
        self.prefix = prefix

    @cached_property
    def _noise(self) -> WhiteNoise:
        noise = WhiteNoise(None, allow_all_origins=False, immutable_file_test=HASHED, add_headers_function=_harmless)
        if self.root.is_dir():
            noise.add_files(str(self.root), self.prefix)
        return noise

    def has(self, path: str) -> bool:
        """Whether `path` is one of these files."""
        return path in self._noise.files

    async def __call__(self, scope: HTTPScope, send: ASGISendCallable) -> None:
        asked = {ASKED[name]: value.decode("latin-1") for name, value in scope["headers"] if name in ASKED}
        response = self._noise.files[scope["path"]].get_response(scope["method"], asked)
        headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in response.headers]
        content = b""
        if response.file is not None:
            with response.file:
                content = response.file.read()
        await send(
            {
                "type": "http.response.start",
                "status": int(response.status),
                "headers": headers,
                "trailers": False,
            }
        )
        await send({"type": "http.response.body", "body": content, "more_body": False})


def _harmless(headers: dict[str, str], path: str, url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
