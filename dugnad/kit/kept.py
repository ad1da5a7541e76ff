"""Pages that are the same for every stranger: drawn once a second, however many read them.

    @kept_for_strangers
    def campaign(request, campaign_id): ...

Whoever has no cookie but the one for the language is a stranger. Such a page may not set a cookie, so it holds no token
against forgery: forms on it must do nothing in anybody's name. The server (`dugnad.serve.kept`) keeps what this marks.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

P = ParamSpec("P")
HEADER = "X-Dugnad-Keep"
"""Taken off by the server, before anybody sees it."""


def kept_for_strangers(
    view: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Mark what `view` answers to strangers who read, if it is a page."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if request.method == "GET" and is_stranger(request) and response.status_code == 200 and not response.cookies:
            response[HEADER] = "1"
        return response

    return wrapped


def is_stranger(request: HttpRequest) -> bool:
    """Whether nothing tells whoever asks from anybody else, but for the language."""
    return not set(request.COOKIES) - {settings.LANGUAGE_COOKIE_NAME} and not request.META.get("QUERY_STRING")
