"""A link that was just made, shown once: carried to the page after the form by the maker's own browser.

The database keeps only a hash of the token, and the page must come by a redirect, or going back would make another
link. So the token travels in a signed cookie for a few minutes.
"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from dugnad.circles.models import Circle
from dugnad.people.models import Member

COOKIE = "__Host-link" if settings.SESSION_COOKIE_SECURE else "link"
LASTS = timedelta(minutes=5)


def hand_over(response: HttpResponse, circle: Circle, member: Member, token: str) -> HttpResponse:
    """`response`, with the token for the next page."""
    response.set_signed_cookie(
        COOKIE,
        token,
        salt=_salt(circle, member),
        max_age=LASTS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return response


def handed(request: HttpRequest, circle: Circle, member: Member) -> str:
    """The token made for this circle by this member a moment ago; empty: none."""
    value: str | None = request.get_signed_cookie(COOKIE, default="", salt=_salt(circle, member), max_age=LASTS)
    return value or ""


def _salt(circle: Circle, member: Member) -> str:
    return f"circles.fresh_link {circle.pk} {member.pk}"
