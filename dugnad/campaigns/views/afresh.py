"""What changes on an open page and is the same for everybody: asked for again and again, and drawn once a second.

Members have a stream; a stranger has none, so that nothing of theirs has to be kept while they look (`afresh.js`).
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from dugnad.campaigns.enums import RungKind
from dugnad.campaigns.models import Campaign, Rung
from dugnad.campaigns.queries import page, signing
from dugnad.campaigns.queries.pledges import standing_of
from dugnad.campaigns.views.finding import find_campaign
from dugnad.kit.kept import kept_for_strangers


@kept_for_strangers
@require_safe
def campaign_afresh(request: HttpRequest, campaign_id: str) -> HttpResponse:
    """The number of names and the ladder, as anybody without an account sees them."""
    campaign = find_campaign(None, campaign_id)
    context = {"facts": {"steps": page.steps(campaign)}, "count": signing.apart_and_together(campaign)}
    return render(request, "campaigns/afresh.html", context)


@kept_for_strangers
@require_safe
def pledge_afresh(request: HttpRequest, pledging_id: str) -> HttpResponse:
    """How far a pledge has come."""
    readable = Campaign.objects.visible_to(None)
    pledges = Rung.objects.filter(kind=RungKind.PLEDGE, campaign__in=readable).select_related("campaign__circle")
    return render(request, "campaigns/pledge_standing.html", standing_of(get_object_or_404(pledges, pk=pledging_id)))
