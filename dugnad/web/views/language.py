"""In which language one reads."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.views.i18n import set_language

from dugnad.people.actions.profile import read_in
from dugnad.people.models import Member


def language(request: HttpRequest) -> HttpResponseBase:
    """Go back to the page in another language: remembered by the browser and, for members, on every device."""
    chosen = request.POST.get("language", "")
    if isinstance(request.user, Member) and chosen in dict(settings.LANGUAGES):
        read_in(by=request.user, language=chosen)
    return set_language(request)
