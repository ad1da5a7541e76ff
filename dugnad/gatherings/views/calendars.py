"""What stands at a secret address, and the file of one gathering."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dugnad.gatherings import ical
from dugnad.gatherings.actions import feeds as actions
from dugnad.gatherings.models import Feed
from dugnad.gatherings.queries import feeds
from dugnad.gatherings.views.finding import door_or_404, gathering_for
from dugnad.kit.clock import now
from dugnad.people.viewing import viewer


@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """What stands at a secret address: for calendar programs, which sign in nowhere."""
    feed = Feed.objects.filter(hashed=actions.hashed(token)).select_related("member", "circle").first()
    if feed is None or not feed.member.is_active:
        raise Http404
    at = now()
    with translation.override(feed.member.language or settings.LANGUAGE_CODE):  # programs name none
        name = feed.circle.name if feed.circle else str(_("What I come to"))
        body = ical.of_feed(feeds.entries(feed, at), name=name, at=at)
    return _answer(body, "calendar.ics")


@require_safe
def gathering_ics(request: HttpRequest, gathering_id: str) -> HttpResponse:
    """One gathering as a file, for the calendar of whoever reads it."""
    member = viewer(request)
    found = gathering_for(member, gathering_id)
    if found is None:
        return door_or_404(request)
    return _answer(ical.of_gathering(feeds.entry(member, found), at=now()), "gathering.ics")


def _answer(body: bytes, name: str) -> HttpResponse:
    kept = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex, nofollow"}
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8", headers=kept)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
