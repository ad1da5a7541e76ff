"""When something goes wrong: what happened, what was kept, what to do. None of it needs the database."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from dugnad.kit.outage import is_full, is_passing
from dugnad.kit.refusal import Refused
from dugnad.web.context import bare_shell, shell

log = logging.getLogger(__name__)

RETRY_AFTER = 5
"""Seconds. A writer waits as long for the lock, so most locks are gone by then."""
SECRET = re.compile(r"pass|secret|token|code|credential|csrf", re.IGNORECASE)
LAST_RESORT = (
    "<!doctype html><meta charset=utf-8><title>Something broke</title>"
    "<h1>Something broke on our side</h1><p>Go back: your browser may still have what you wrote.</p>"
)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: not there, or not for this person to know of."""
    return _page(request, "404", 404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, or 413 when it was too much at once."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return _page(request, "413", 413)
    return _page(request, "400", 400, bare=True)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 when a form's token is out of date: the typed text comes back.

    Not when the form came from another site: those words are somebody else's.
    """
    foreign = reason.startswith(("Origin", "Referer"))
    kept = [] if foreign else list(written(request))
    return _page(request, "403", 403, kept=kept, form_address=_came_from(request))


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """409 for a refusal that no form has shown: the reason, and the typed text."""
    kept = list(written(request))
    return _page(request, "409", 409, reason=refusal.reason, kept=kept, form_address=_came_from(request))


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 and 507 when it is the database or the disk. Never raises."""
    try:
        return unavailable(request, sys.exc_info()[1]) or _page(
            request, "500", 500, bare=True, kept=list(written(request))
        )
    except Exception:  # the page about the error must not be another one
        log.exception("The page for a server error could not be made")
        return HttpResponse(LAST_RESORT, status=500)


def unavailable(request: HttpRequest, error: BaseException | None) -> HttpResponse | None:
    """503 or 507 if `error` is the database or the disk being away, locked or full; else None."""
    if is_full(error):
        return _page(request, "507", 507, bare=True, **_unsent(request))
    if is_passing(error):
        response = _page(request, "503", 503, bare=True, **_unsent(request))
        response["Retry-After"] = str(RETRY_AFTER)
        return response
    return None


def written(request: HttpRequest) -> Iterator[str]:
    """The texts somebody typed into the form that did not get through; no passwords, tokens or mere choices."""
    return (
        value for name, value in _sent(request) if not SECRET.search(name) and re.search(r"\s|.{20}", value.strip())
    )


def _came_from(request: HttpRequest) -> str:
    """The page of ours that held the form, or the first page."""
    before = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(before, {request.get_host()}, require_https=request.is_secure())
    return before if ours else reverse("today")


def _unsent(request: HttpRequest) -> dict[str, Any]:
    """What the page needs to show the text and to send the same form again."""
    fields = [(name, value) for name, value in _sent(request) if name != "csrfmiddlewaretoken"]
    whole = not any(SECRET.search(name) for name, _ in fields) and not (fields and request.FILES)
    return {"kept": list(written(request)), "again": fields if whole else []}


def _sent(request: HttpRequest) -> list[tuple[str, str]]:
    try:
        return [(name, str(value)) for name, values in request.POST.lists() for value in values]
    except (OSError, ValueError):  # the body could not be read, which may be what went wrong
        return []


def _page(request: HttpRequest, name: str, status: int, *, bare: bool = False, **said: Any) -> HttpResponse:
    """The page `errors/<name>.html`; for htmx only its message, put next to what was sent.

    `bare` pages have a frame that knows nobody, for when looking it up could fail as well.
    """
    fragment = request.headers.get("HX-Request") == "true"
    layout = "errors/fragment.html" if fragment else "base.html"
    facts = {"method": request.method, "address": request.get_full_path(), "csrf_token": get_token(request)}
    frame = bare_shell() if bare or fragment else shell(request)
    context = {**frame, **facts, **said, "layout": layout, "keep_drafts": True}
    response = HttpResponse(render_to_string(f"errors/{name}.html", context), status=status)
    response["Cache-Control"] = "no-store"
    if fragment:
        response["HX-Retarget"] = "this"
        response["HX-Reswap"] = "afterend"
    return response
