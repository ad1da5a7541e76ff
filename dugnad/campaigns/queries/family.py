"""A campaign and its local copies, counted apart and together."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from dugnad.campaigns.enums import RungKind
from dugnad.campaigns.ladder import progress_of
from dugnad.campaigns.models import Campaign, Rung
from dugnad.campaigns.queries.signing import counted_twice

MOST = 100
"""Copies that are named on a page."""


@dataclass(frozen=True)
class Relative:
    """A campaign of the family and how many have signed it."""

    campaign: Campaign
    count: int


@dataclass(frozen=True)
class Family:
    """`first` is the one that the others are copies of; `together` counts the people in all of them, each once;
    `others` are those besides the one that was asked about, by place and title."""

    first: Campaign | None
    others: list[Relative]
    together: int


def family(campaign: Campaign) -> Family | None:
    """What belongs with `campaign`, as far as everybody may see it; None if it stands alone.

    Three queries, and those of counting.
    """
    first = campaign.copy_of_id or campaign.pk
    copies = Campaign.objects.visible_to(None).filter(Q(pk=first) | Q(copy_of=first))
    found = list(copies.select_related("place").order_by("place__name", "title", "pk")[: MOST + 1])
    if not any(one.pk != campaign.pk for one in found):
        return None
    rungs = list(Rung.objects.filter(campaign__in=[one.pk for one in found], kind=RungKind.SIGN))
    progress = progress_of(rungs)
    counts = {one.pk: 0 for one in found}
    for rung in rungs:
        counts[rung.campaign_id] += progress[rung.pk].count if rung.pk in progress else 0
    return Family(
        first=next((one for one in found if one.pk == first and one.pk != campaign.pk), None),
        others=[Relative(one, counts[one.pk]) for one in found if one.pk != campaign.pk],
        together=sum(counts.values()) - counted_twice(counts),
    )
