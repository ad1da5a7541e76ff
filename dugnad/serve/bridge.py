"""From uvicorn to Django's WSGI handler, with nothing slow inside a page thread.

The form is read before a thread is taken, and the answer is complete before it is sent, so a slow sender or a slow
reader costs a connection and never one of the few threads. Live streams do not come this way.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from io import BytesIO
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes

from dugnad.serve import answers
from dugnad.serve.body import Body, Gone, TooLarge, TooSlow, read
from dugnad.serve.kept import LONGEST, Kept, Key, key_of, send_kept
from dugnad.serve.threads import Threads

if TYPE_CHECKING:
    from uvicorn._types import ASGIReceiveCallable, ASGISendCallable, HTTPScope

WSGIApplication = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

IN_MEMORY = 1024 * 1024
BLOCK = 256 * 1024
QUEUE = 256
"""Requests of one process that may wait for a thread; one more is told to come back."""
ALONE = {b"content-type": "CONTENT_TYPE", b"content-length": "CONTENT_LENGTH"}


class FileInAnswer:
    """Lets Django hand over a file instead of 4 KB blocks."""

    def __init__(self, file: IO[bytes], block: int = BLOCK) -> None:
        self.file = file
        self.close = file.close

    def __iter__(self) -> Iterable[bytes]:
        while block := self.file.read(BLOCK):
            yield block


class Answer:
    """Status, headers and whole body of one response."""

    def __init__(self) -> None:
        self.status = 500
        self.headers: list[tuple[bytes, bytes]] = []
        self.body: Body = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  # closed by whoever sends it

    def start(self, status: str, headers: list[tuple[str, str]], error: Any = None) -> Callable[[bytes], Any]:
        """WSGI's `start_response`."""
        self.status = int(status[:3])
        self.headers = [(name.encode("latin-1"), value.strip().encode("latin-1")) for name, value in headers]
        return self.body.write


def call(application: WSGIApplication, environ: dict[str, Any]) -> Answer:
    """Run `application` to its end, in this thread."""
    answer = Answer()
    chunks = application(environ, answer.start)
    try:
        if isinstance(chunks, FileInAnswer):
            copyfileobj(chunks.file, answer.body, BLOCK)
        else:
            answer.body.writelines(chunks)
    finally:
        if close := getattr(chunks, "close", None):
            close()
    return answer


def environ_of(scope: HTTPScope, body: IO[bytes]) -> dict[str, Any]:
    """A WSGI environ. Names with an underscore are dropped: they could pass for a proxy's own headers."""
    host, port = scope.get("server") or ("localhost", 80)
    client = scope.get("client")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(scope["raw_path"]).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": host,
        "SERVER_PORT": str(port),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": client[0] if client else "",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        "wsgi.file_wrapper": FileInAnswer,
    }
    for name, value in scope["headers"]:
        if b"_" in name or name == b"proxy":
            continue
        key = ALONE.get(name) or "HTTP_" + name.decode("latin-1").upper().replace("-", "_")
        text = value.decode("latin-1")
        if key in environ:
            text = environ[key] + ("; " if key == "HTTP_COOKIE" else ",") + text
        environ[key] = text
    environ["CONTENT_LENGTH"] = str(body.seek(0, 2))
    body.seek(0)
    return environ


class Pages:
    """The ASGI face of a WSGI application."""

    def __init__(self, application: WSGIApplication, threads: Threads) -> None:
        self.application = application
        self.threads = threads
        self.kept = Kept()

    async def __call__(self, scope: HTTPScope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
        key = key_of(scope)
        if key is not None and (known := self.kept.find(key)) is not None:
            return await send_kept(known, send)
        if self.threads.waiting >= QUEUE:
            return await answers.send_page(answers.too_many(environ_of(scope, BytesIO())), send)
        try:
            body = await read(scope, receive)
        except TooLarge:
            page = await self.threads.run(answers.too_large, environ_of(scope, BytesIO()))
            return await answers.send_page(page, send)
        except TooSlow:
            return await answers.hang_up(send)
        except Gone:
            return None
        return await self._answer(scope, body, send, key)

    async def _answer(self, scope: HTTPScope, body: Body, send: ASGISendCallable, key: Key | None) -> None:
        with body:
            answer = await self.threads.run(call, self.application, environ_of(scope, body))
        with answer.body:
            if key is not None:
                answer.body.seek(0)
                answer.headers = self.kept.keep(key, answer.status, answer.headers, answer.body.read(LONGEST + 1))
                answer.body.seek(0, 2)
            await _send(answer, send)


async def _send(answer: Answer, send: ASGISendCallable) -> None:
    size = answer.body.tell()
    answer.body.seek(0)
    has_body = answer.status >= 200 and answer.status not in {204, 304}
    if has_body and all(name.lower() != b"content-length" for name, _value in answer.headers):
        answer.headers.append((b"content-length", str(size).encode()))
    await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers, "trailers": False})
    more = True
    while more:
        block = answer.body.read(BLOCK)
        size -= len(block)
        more = size > 0
        await send({"type": "http.response.body", "body": block, "more_body": more})
