"""Where somebody writes who found a hole (RFC 9116)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dugnad.kit.clock import now

GOOD_FOR = timedelta(days=90)
"""The standard asks for less than a year. What is told stays true for as long as this machine answers."""


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """The operator's contact; nothing where they gave none."""
    if not settings.CONFIG.security_contact:
        raise Http404
    return HttpResponse(written(now()), content_type="text/plain; charset=utf-8")


def written(at: datetime) -> str:
    """The file as it is at `at`."""
    expires = (at + GOOD_FOR).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = {
        "Contact": settings.CONFIG.security_contact,
        "Expires": f"{expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages": ", ".join(code for code, _name in settings.LANGUAGES),
        "Canonical": f"{settings.CONFIG.address.rstrip('/')}/.well-known/security.txt",
    }
    return "".join(f"{name}: {value}\n" for name, value in lines.items())
