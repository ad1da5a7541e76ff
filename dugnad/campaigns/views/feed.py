"""What has happened in a campaign, for whoever follows it with a reader of feeds."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from dugnad.campaigns import happened
from dugnad.campaigns.views.finding import find_campaign

MOST = 50


@require_safe
def campaign_feed(request: HttpRequest, campaign_id: str) -> HttpResponse:
    """The same for everybody, so that no cache can give one person's to another."""
    campaign = find_campaign(None, campaign_id)
    page = absolute(reverse("campaign", args=[campaign.pk]))
    feed = Atom1Feed(
        title=campaign.title,
        link=page,
        description=campaign.demand,
        language=get_language(),
        feed_url=absolute(reverse("campaign_feed", args=[campaign.pk])),
    )
    for one in happened.of(campaign)[:MOST]:
        feed.add_item(
            title=one.title,
            link=absolute(one.path) if one.path else page,
            description=one.text,
            pubdate=one.at,
            updateddate=one.at,
            unique_id=f"{page}#{one.key}",
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def absolute(path: str) -> str:
    """The whole address of a page here."""
    return str(settings.CONFIG.address).rstrip("/") + path
