"""What a browser asks for when it wants to follow a page."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from django.conf import settings

from dugnad.ledger.topics import PREFIX
from dugnad.live.news import Page

if TYPE_CHECKING:
    from uvicorn._types import HTTPScope


def page(path: str) -> Page | None:
    """The page whose stream has this path."""
    parts = path.removeprefix(PREFIX).split("/")
    return (parts[0], parts[1]) if len(parts) == 3 and all(parts[:2]) and not parts[2] else None


def cookies(scope: HTTPScope) -> str:
    """Its cookies, as it sent them."""
    return _header(scope, b"cookie")


def _header(scope: HTTPScope, name: bytes) -> str:
    found = [value for known, value in scope["headers"] if known == name]
    return b"; ".join(found).decode("latin-1")


def _query(scope: HTTPScope, name: str) -> str:
    return parse_qs(scope["query_string"].decode("latin-1")).get(name, [""])[0]


def after(scope: HTTPScope) -> str:
    """Where the browser has come to: after its last event, else where its page was made."""
    return _header(scope, b"last-event-id") or _query(scope, "after")


def language(scope: HTTPScope) -> str:
    """The language its page is in."""
    asked = _query(scope, "in")
    return asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
