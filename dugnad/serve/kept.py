"""Pages for strangers, kept in a process for a second (see `dugnad.kit.kept`) and answered without Django.

When one has become old, whoever asks next has it drawn anew, and the others get the old one meanwhile: a page that is
asked for a thousand times a second is drawn once.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.http.cookie import parse_cookie
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header

from dugnad.kit.kept import HEADER

if TYPE_CHECKING:
    from uvicorn._types import ASGISendCallable, HTTPScope

FRESH = 1.0
"""Seconds for which a page is shown as it was drawn."""
STALE = 5.0
"""Seconds for which it is still shown while somebody waits for a new one."""
MOST = 200
"""Pages kept in one process."""
LONGEST = 256 * 1024
MARK = HEADER.lower().encode()

Key = tuple[bytes, str, bytes, bytes, bool, bool]
Headers = list[tuple[bytes, bytes]]


@dataclass
class Page:
    """As it was sent. `renewing`: somebody is having it drawn anew."""

    headers: Headers
    body: bytes
    drawn: float
    renewing: bool = False


class Kept:
    """What one process keeps. Used on the event loop alone."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._pages: OrderedDict[Key, Page] = OrderedDict()

    def find(self, key: Key) -> Page | None:
        """The page to be shown now; None: have it drawn, and tell `keep`."""
        page = self._pages.get(key)
        if page is None:
            return None
        age = self._clock() - page.drawn
        if age < FRESH or (page.renewing and age < STALE):
            return page
        page.renewing = True
        return None

    def keep(self, key: Key, status: int, headers: Headers, body: bytes) -> Headers:
        """Keep what was drawn, if it is marked; its headers without the mark."""
        marked = any(name.lower() == MARK for name, _value in headers)
        told = [(name, value) for name, value in headers if name.lower() != MARK]
        if not marked or status != 200 or len(body) > LONGEST or any(name.lower() == b"set-cookie" for name, _ in told):
            self._pages.pop(key, None)
            return told
        self._pages[key] = Page([*told, (b"content-length", str(len(body)).encode())], body, self._clock())
        self._pages.move_to_end(key)
        while len(self._pages) > MOST:
            self._pages.popitem(last=False)
        return told


def key_of(scope: HTTPScope) -> Key | None:
    """What a page for this stranger depends on; None for everybody else, and for everything but plain reading."""
    if scope["method"] != "GET" or scope["query_string"]:
        return None
    wanted = {b"host": b"", b"x-forwarded-proto": b"", b"accept-language": b"", b"cookie": b"", b"accept-encoding": b""}
    for name, value in scope["headers"]:
        if name in wanted:
            wanted[name] = value
        elif name in {b"hx-request", b"authorization", b"range"}:
            return None
    language = _language(wanted[b"cookie"], wanted[b"accept-language"])
    if language is None:
        return None
    packed = wanted[b"accept-encoding"]
    return (
        scope["raw_path"],
        language,
        wanted[b"host"],
        wanted[b"x-forwarded-proto"],
        b"gzip" in packed,
        b"br" in packed,
    )


@lru_cache(maxsize=1_000)
def _language(cookies: bytes, accepted: bytes) -> str | None:
    """In which language Django would answer; None for somebody with cookies that say more."""
    known = parse_cookie(cookies.decode("latin-1")) if cookies else {}
    if set(known) - {settings.LANGUAGE_COOKIE_NAME}:
        return None
    chosen = known.get(settings.LANGUAGE_COOKIE_NAME, "")
    for code in (chosen, *(code for code, _weight in parse_accept_lang_header(accepted.decode("latin-1")))):
        try:
            return get_supported_language_variant(code)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE


async def send_kept(page: Page, send: ASGISendCallable) -> None:
    """Answer with it."""
    await send({"type": "http.response.start", "status": 200, "headers": page.headers, "trailers": False})
    await send({"type": "http.response.body", "body": page.body, "more_body": False})
