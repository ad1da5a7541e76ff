"""Updates of a campaign, and how far they have come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from dugnad.campaigns.models import Campaign, Parcel, Update
from dugnad.campaigns.queries.readers import readers, unreachable
from dugnad.people.models import Member


def updates_of(member: Member | None, campaign: Campaign) -> QuerySet[Update]:
    """Those of `campaign` that `member` may see, with how many have been `sent` and how many wait (`left`)."""
    found = Update.objects.visible_to(member).filter(campaign=campaign).select_related("author")
    return found.annotate(sent=_counted(letter__isnull=False), left=_counted(letter=None))


def _counted(**facts: object) -> Coalesce:
    parcels = Parcel.objects.filter(update=OuterRef("pk"), **facts).order_by().values("update")
    return Coalesce(Subquery(parcels.annotate(n=Count("*")).values("n"), output_field=IntegerField()), 0)


@dataclass(frozen=True)
class Reached:
    """`agreed` can be written to; at the addresses of `unreachable` more, nobody is."""

    agreed: int
    unreachable: int


def reached(campaign: Campaign, at: datetime) -> Reached:
    """Whom an update would reach. Two queries."""
    return Reached(readers(campaign.pk, at).count(), unreachable(campaign.pk, at))
