"""What a member of the circle may know of lists of supporters that went out. A fixed number of queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dugnad.campaigns.models import Campaign, Export
from dugnad.circles.rules import belongs_to_its_circle
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from dugnad.people.telling import Words


def _seen(member: Member) -> QuerySet[Export]:
    mine = Campaign.objects.filter(belongs_to_its_circle.which(member))
    return Export.objects.filter(campaign__in=mine).select_related("campaign", "by")


def of_exports(member: Member, acts: Sequence[Act]) -> Mapping[int, Words]:
    """Who took a list out, how many people are on it, and what for."""
    known = _seen(member).in_bulk({act.object_id for act in acts})
    return {act.pk: _words(known[act.object_id]) for act in acts if act.object_id in known}


def exports(member: Member, circles: Sequence[str], after: datetime, until: datetime, most: int) -> Sequence[Words]:
    """For the digest of everybody in the circle."""
    found = _seen(member).filter(campaign__circle__in=circles, at__gt=after, at__lte=until)
    return [_words(one) for one in found.order_by("-at", "-pk")[:most]]


def _words(export: Export) -> Words:
    line = ngettext(
        "%(name)s took out a list of %(count)d supporter",
        "%(name)s took out a list of %(count)d supporters",
        export.count,
    )
    name = export.by.handle if export.by else _("Somebody who has left")
    return Words(
        line=line % {"name": name, "count": export.count},
        page=reverse("campaign_lists", args=[export.campaign_id]),
        title=export.campaign.title,
        text=export.reason,
        travels=False,
    )
