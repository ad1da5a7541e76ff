"""Campaigns in the search: a draft for its circle, the others for everybody."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dugnad.campaigns.findable_parts import scope_of
from dugnad.campaigns.models import Campaign
from dugnad.circles import searching
from dugnad.circles.searching import EXCERPT, Found
from dugnad.kit import fulltext
from dugnad.kit.richtext import excerpt
from dugnad.people.models import Member

KIND = "campaign"


def connect() -> None:
    """Called once, when the app is ready."""
    searching.register(KIND, _("Campaign"), find)


def put(campaign: Campaign) -> None:
    """Have `campaign` found by its words as they are now, in the transaction that is running."""
    body = "\n".join((campaign.demand, campaign.story, campaign.outcome))
    fulltext.put(KIND, campaign.pk, scope=scope_of(campaign), title=campaign.title, body=body)


def find(member: Member, keys: Collection[str]) -> Iterable[Found]:
    """Those of these that `member` may read. Two queries."""
    found = list(Campaign.objects.visible_to(member).filter(pk__in=keys))
    names = searching.circles_known(member, (one.circle_id for one in found))
    for one in found:
        path, at = reverse("campaign", args=[one.pk]), one.opened_at or one.created_at
        yield Found(one.pk, one.title, excerpt(one.demand, EXCERPT), names.get(one.circle_id, ""), "", at, path)
