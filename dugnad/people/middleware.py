"""What is forgotten of a visitor at once, and how long somebody stays signed in."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.db import Error as AnyDatabaseError
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from dugnad.kit import networks
from dugnad.kit.clock import now
from dugnad.people.browsers import coarse
from dugnad.people.staying import goes_on

GetResponse = Callable[[HttpRequest], HttpResponseBase]

NOWHERE = "0.0.0.0"  # nosec B104  # an address to show, not to listen on
TELLING = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_VIA", "REMOTE_HOST", "REMOTE_PORT")


class Faceless:
    """Takes the network address and the browser's exact name from a request, before anything could keep them.

    Libraries write both into sessions, mails and logs. What they never see they cannot write. Of a form that is sent,
    a hash says which ones came from one network (`dugnad.kit.networks`).
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer to the request of nobody in particular."""
        if request.method == "POST":
            setattr(request, networks.NETWORK, networks.hashed(request.META.get("REMOTE_ADDR", ""), now()))
        kept = {
            name: value
            for name, value in request.META.items()
            if name not in TELLING and not name.startswith("HTTP_SEC_CH_")
        }
        kept["REMOTE_ADDR"] = NOWHERE
        kept["HTTP_USER_AGENT"] = coarse(request.META.get("HTTP_USER_AGENT", ""))
        request.META = kept
        return self.get_response(request)


class Staying:
    """Signs out whoever has stayed too long (see `dugnad.people.staying`); the others see pages in the language they
    chose, with times by their clocks.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, to somebody who may no longer be signed in."""
        try:
            zone = _settle(request)
        except AnyDatabaseError:  # the page that needs the database will say so; the way out needs none
            zone = None
        with timezone.override(zone):
            return self.get_response(request)


def _settle(request: HttpRequest) -> ZoneInfo | None:
    """The time zone of whoever is signed in, after seeing to it that they still may be."""
    if SESSION_KEY not in request.session:
        return None
    if not goes_on(request, now()):
        request.session.flush()
        request.user = AnonymousUser()
        messages.info(request, _("You had been away for a while, so we signed you out."))
    if not request.user.is_authenticated:
        return None
    _speak(request, request.user.language)
    return _zone(request.user.time_zone)


def _speak(request: HttpRequest, language: str) -> None:
    """Go on in the language they chose; one they never chose, or that we no longer speak, leaves the browser's."""
    if language in dict(settings.LANGUAGES):
        translation.activate(language)
        request.LANGUAGE_CODE = translation.get_language()


def _zone(name: str) -> ZoneInfo:
    """Theirs, or ours if this machine does not know theirs (any more)."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(settings.TIME_ZONE)
