"""What members agreed to in campaigns, on the page where they take it back. Also what they signed with an address."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dugnad.campaigns.actions.consents import take_back
from dugnad.campaigns.enums import Phase, Purpose
from dugnad.campaigns.models import Consent
from dugnad.campaigns.queries.consents import Given, consents_of, of_member
from dugnad.people import consents
from dugnad.people.models import Member


def connect() -> None:
    """Called once, when the app is ready."""
    consents.register(consents.Source("campaigns", gettext_lazy("Campaigns"), agreed_to, taken_back, order=10))


def agreed_to(member: Member) -> list[consents.Consent]:
    """By account, or by an address that proved to be theirs. Three queries."""
    found = [
        _consent(given, one.campaign.title, one.campaign.pk, one.campaign.phase)
        for one in consents_of(of_member(member).values_list("pk", flat=True))
        for given in one.given
    ]
    return sorted(found, key=lambda one: one.ended_at is not None)


def _consent(given: Given, title: str, campaign: str, phase: str) -> consents.Consent:
    return consents.Consent(
        pk=given.pk,
        what=f"{given.what}: {given.partner}" if given.partner else given.what,
        about=title,
        page="" if phase == Phase.DRAFT else reverse("campaign", args=[campaign]),
        text=given.text,
        version=version_of(given.text),
        since=given.given_at,
        ended_at=given.taken_back_at,
        then=_("The organisers are told to take you off the lists they gave on.") if _went_on(given) else "",
        elsewhere=given.imported,
    )


def _went_on(given: Given) -> bool:
    return given.purpose == Purpose.PARTNER


def version_of(text: str) -> str:
    """Eight signs that are the same for the same words, and others for others."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def taken_back(member: Member, pk: str, at: datetime) -> None:
    """One of theirs."""
    theirs = Consent.objects.filter(supporter__in=of_member(member)).select_related("supporter", "campaign")
    consent = theirs.filter(pk=pk).first()
    if consent is None:
        raise consents.Unknown(pk)
    take_back(consent=consent, at=at)
