"""In which language one reads."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.i18n import set_language

from dugnad.people.actions.profile import read_in
from dugnad.people.models import Member


@csrf_exempt  # of a stranger it changes nothing but this browser's language, so their pages need no cookie for it
def language(request: HttpRequest) -> HttpResponseBase:
    """Go back to the page in another language: remembered by the browser and, for members, on every device."""
    return _of_member(request) if isinstance(request.user, Member) else set_language(request)


@csrf_protect
def _of_member(request: HttpRequest) -> HttpResponseBase:
    chosen = request.POST.get("language", "")
    if isinstance(request.user, Member) and chosen in dict(settings.LANGUAGES):
        read_in(by=request.user, language=chosen)
    return set_language(request)
