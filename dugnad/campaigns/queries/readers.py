"""Who may be written to about a campaign, and what waits for them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from dugnad.campaigns.enums import Purpose
from dugnad.campaigns.models import Consent, Parcel, Supporter, UpdateLetter
from dugnad.circles.hiding import hidden_anywhere

NOBODY_THERE_FOR = timedelta(days=180)
"""How long nobody is written to at an address at which, said its mail server, nobody is."""


def agreed(campaign: str) -> QuerySet[Consent]:
    """The consents to hear of the campaign with this id that hold: given by whoever has the address, or elsewhere
    before, and come with a list.
    """
    given = Consent.objects.filter(campaign=campaign, purpose=Purpose.UPDATES, taken_back_at=None)
    return given.filter(Q(supporter__confirmed_at__isnull=False) | Q(imported__isnull=False))


def readers(campaign: str, at: datetime) -> QuerySet[Supporter]:
    """Those who can be written to about it."""
    refused = UpdateLetter.objects.filter(supporter=OuterRef("pk"), refused_at__gt=at - NOBODY_THERE_FOR)
    with_address = Supporter.objects.filter(pk__in=agreed(campaign).values("supporter")).exclude(email="")
    return with_address.exclude(Exists(refused))


def unreachable(campaign: str, at: datetime) -> int:
    """How many of those who agreed have an address at which nobody is."""
    refused = UpdateLetter.objects.filter(supporter=OuterRef("pk"), refused_at__gt=at - NOBODY_THERE_FOR)
    agreeing = Supporter.objects.filter(pk__in=agreed(campaign).values("supporter"))
    return agreeing.filter(Exists(refused)).count()


def _leaving(at: datetime) -> QuerySet[Parcel]:
    """What has waited long enough, and is not hidden."""
    waiting = Parcel.objects.filter(letter=None, due_at__lte=at)
    if updates := hidden_anywhere("update"):
        waiting = waiting.exclude(update__in=updates)
    if campaigns := hidden_anywhere("campaign"):
        waiting = waiting.exclude(update__campaign__in=campaigns)
    return waiting


def due(at: datetime, most: int) -> list[str]:
    """Supporters for whom something waits that may leave, those who wait longest first: at most so many parcels'."""
    waiting = _leaving(at).order_by("due_at", "supporter_id")
    return list(dict.fromkeys(waiting.values_list("supporter_id", flat=True)[:most]))


def waiting_for(supporters: Collection[str], at: datetime) -> list[Parcel]:
    """What may leave to these, the oldest update first. One query, and those of what is hidden."""
    known = _leaving(at).filter(supporter__in=supporters).select_related("supporter", "update__campaign")
    return list(known.order_by("supporter_id", "update__leaves_at", "update_id"))


def standing(supporters: Collection[str], campaigns: Collection[str]) -> dict[tuple[str, str], Consent]:
    """The consents of these to hear of these campaigns, by supporter and campaign. One query."""
    given = Consent.objects.filter(supporter__in=supporters, campaign__in=campaigns, purpose=Purpose.UPDATES)
    holding = given.filter(taken_back_at=None).select_related("imported")
    return {(one.supporter_id, one.campaign_id): one for one in holding}


def lately(supporters: Collection[str], since: datetime) -> list[tuple[str, str, str, datetime]]:
    """What these were sent after `since`: supporter, campaign, letter and when. One query."""
    sent = Parcel.objects.filter(supporter__in=supporters, letter__at__gt=since)
    return list(sent.values_list("supporter_id", "update__campaign_id", "letter_id", "letter__at"))


def written_before(supporters: Collection[str]) -> set[str]:
    """Those of these who had a letter before. One query."""
    return set(UpdateLetter.objects.filter(supporter__in=supporters).values_list("supporter_id", flat=True))
