"""What somebody agreed to, for their own eyes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from django.db.models import Q, QuerySet

from dugnad.campaigns.hashing import hash_of
from dugnad.campaigns.models import Campaign, Consent, Supporter
from dugnad.people.models import Member


@dataclass(frozen=True)
class Given:
    """One consent in the words as they were agreed to. `imported`: it was given elsewhere, and came with a list."""

    pk: str
    purpose: str
    what: str
    partner: str
    text: str
    given_at: datetime
    taken_back_at: datetime | None
    imported: bool


@dataclass(frozen=True)
class OfCampaign:
    """What somebody agreed to in one campaign: what holds first, then what was taken back."""

    campaign: Campaign
    given: tuple[Given, ...]


def consents_of(supporters: Iterable[str]) -> list[OfCampaign]:
    """Everything these agreed to, by campaign, the newest campaign first. One query."""
    rows = Consent.objects.filter(supporter__in=list(supporters)).select_related("campaign", "imported")
    found: dict[str, tuple[Campaign, list[Given]]] = {}
    for row in rows.order_by("-campaign__created_at", "campaign_id", "given_at", "pk"):
        found.setdefault(row.campaign_id, (row.campaign, []))[1].append(_given(row))
    return [
        OfCampaign(campaign, tuple(sorted(given, key=lambda one: one.taken_back_at is not None)))
        for campaign, given in found.values()
    ]


def _given(row: Consent) -> Given:
    return Given(
        pk=row.pk,
        purpose=row.purpose,
        what=row.get_purpose_display(),
        partner=row.partner,
        text=row.text,
        given_at=row.given_at,
        taken_back_at=row.taken_back_at,
        imported=hasattr(row, "imported"),
    )


def of_member(member: Member) -> QuerySet[Supporter]:
    """The supporters that `member` is: by account, or by an address that proved to be theirs."""
    confirmed = EmailAddress.objects.filter(user=member, verified=True).values_list("email", flat=True)
    hashes = [hash_of(email) for email in confirmed]
    return Supporter.objects.filter(Q(member=member) | Q(address_hash__in=hashes))
