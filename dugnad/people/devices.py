"""Browsers that an account was entered from before.

Guessing a passphrase is slowed down per account, which would let anybody keep a member out by guessing badly. So a
browser that has been in before has a count of its own. It is told by a cookie that names nobody; nothing of it is
kept here. ("Device cookies", OWASP, Slow Down Online Guessing Attacks with Device Cookies.)
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

from dugnad.kit.folding import same_in_any_case

COOKIE = "__Host-known" if settings.CONFIG.https else "known"
MOST = 3
"""Accounts one browser is remembered for, the newest first."""
AGE = timedelta(days=365)


def known_as(request: HttpRequest, handle: str) -> str:
    """The random word by which this browser is known to the account `handle`; empty for a stranger's browser."""
    for nonce, mark in _marks(request):
        if constant_time_compare(mark, _mark(nonce, handle)):
            return nonce
    return ""


def remember(request: HttpRequest, response: HttpResponse, handle: str) -> None:
    """From now on this browser is known to the account `handle`."""
    if known_as(request, handle):
        return
    nonce = secrets.token_urlsafe(12)
    marks = [(nonce, _mark(nonce, handle)), *_marks(request)][:MOST]
    response.set_cookie(
        COOKIE,
        "~".join(f"{nonce}.{mark}" for nonce, mark in marks),
        max_age=AGE,
        secure=settings.CONFIG.https,
        httponly=True,
        samesite="Lax",
    )


def _marks(request: HttpRequest) -> Iterator[tuple[str, str]]:
    for one in request.COOKIES.get(COOKIE, "").split("~")[:MOST]:
        nonce, dot, mark = one.partition(".")
        if dot:
            yield nonce, mark


def _mark(nonce: str, handle: str) -> str:
    said = f"{nonce} {same_in_any_case(handle)}"
    return salted_hmac("dugnad.people.devices", said, algorithm="sha256").hexdigest()[:32]
