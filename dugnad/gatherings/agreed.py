"""Calendar addresses that a member made, on the page where they take back what they agreed to."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dugnad.gatherings.actions.feeds import close_feed
from dugnad.gatherings.models import Feed
from dugnad.people import consents
from dugnad.people.models import Member


def connect() -> None:
    """Called once, when the app is ready."""
    consents.register(consents.Source("calendars", gettext_lazy("Calendars"), agreed_to, taken_back, order=60))


def agreed_to(member: Member) -> list[consents.Consent]:
    """Whoever has such an address reads gatherings as they do. One query."""
    feeds = Feed.objects.filter(member=member).select_related("circle").order_by("-made_at", "-pk")
    return [
        consents.Consent(
            pk=feed.pk,
            what=_("A calendar reads gatherings in my name"),
            about=feed.circle.name if feed.circle else _("what I come to"),
            page=reverse("circle", args=[feed.circle_id]) if feed.circle_id else "",
            since=feed.made_at,
            then=_("The address leads nowhere from then on."),
        )
        for feed in feeds
    ]


def taken_back(member: Member, pk: str, at: datetime) -> None:
    """One of theirs."""
    feed = Feed.objects.filter(member=member, pk=pk).first()
    if feed is None:
        raise consents.Unknown(pk)
    close_feed(by=member, feed=feed)
