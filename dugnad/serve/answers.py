"""What is answered before Django's handler is reached: too much, too slow, too many at once."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.handlers.wsgi import WSGIRequest
from django.db import InterfaceError
from django.http import HttpResponse
from django.utils import translation

from dugnad.web.views import errors

if TYPE_CHECKING:
    from uvicorn._types import ASGISendCallable

POLICY = "; ".join(
    f"{name} {' '.join(sources)}" for name, sources in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].items()
)


def too_large(environ: dict[str, Any]) -> HttpResponse:
    """413, in the frame of every page. Asks the database who we are."""
    return _in_their_language(environ, lambda request: errors.bad_request(request, RequestDataTooBig()))


def too_many(environ: dict[str, Any]) -> HttpResponse:
    """503 when more wait than can be served soon. Asks nobody."""
    busy = InterfaceError("more requests than page threads")
    return _in_their_language(environ, lambda request: errors.unavailable(request, busy) or HttpResponse(status=503))


async def send_page(response: HttpResponse, send: ASGISendCallable) -> None:
    """Send a page of ours and end the connection: the rest of the request was not read."""
    ours = {
        "Content-Length": str(len(response.content)),
        "Content-Security-Policy": POLICY,
        "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
        "X-Content-Type-Options": "nosniff",
        "Connection": "close",
    }
    for name, value in ours.items():
        response.headers[name] = value
    headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in response.items()]
    await _send(response.status_code, headers, response.content, send)


async def hang_up(send: ASGISendCallable) -> None:
    """408 for somebody who stopped sending: most likely nobody reads it."""
    headers = [(b"content-length", b"0"), (b"connection", b"close")]
    await _send(HTTPStatus.REQUEST_TIMEOUT, headers, b"", send)


async def _send(status: int, headers: list[tuple[bytes, bytes]], content: bytes, send: ASGISendCallable) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers, "trailers": False})
    await send({"type": "http.response.body", "body": content, "more_body": False})


def _in_their_language(environ: dict[str, Any], page: Callable[[WSGIRequest], HttpResponse]) -> HttpResponse:
    request = WSGIRequest(environ)
    with translation.override(translation.get_language_from_request(request)):
        return page(request)
