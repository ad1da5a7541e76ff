"""What holds for every answer this site gives."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from dugnad.kit.refusal import Refused
from dugnad.web.views import errors

GetResponse = Callable[[HttpRequest], HttpResponseBase]

NO_DEVICES = (
    "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
    "magnetometer=(), microphone=(), midi=(), payment=(), screen-wake-lock=(), serial=(), usb=()"
)


class Discreet:
    """Pages of somebody who is signed in are kept in no cache; signing out wipes what the browser stored."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, with the headers that keep it between the two of us."""
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", NO_DEVICES)
        if settings.SESSION_COOKIE_NAME in request.COOKIES or settings.SESSION_COOKIE_NAME in response.cookies:
            response.headers.setdefault("Cache-Control", "no-store")
        if getattr(request, "signed_out", False):
            response.headers.setdefault("Clear-Site-Data", '"cache", "storage"')
        return response


class Unavailable:
    """A refusal, a locked database or a full disk becomes a page that keeps what was typed."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer as it is; errors come in below."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page for `exception`, or None for those that are mistakes of ours."""
        if isinstance(exception, Refused):
            return errors.refused(request, exception)
        return errors.unavailable(request, exception)


@receiver(user_logged_out, dispatch_uid="discreet")
def _remember_signing_out(sender: Any, request: HttpRequest | None, **_: Any) -> None:
    if request is not None:
        request.signed_out = True  # type: ignore[attr-defined]  # for Discreet, when the answer passes by
