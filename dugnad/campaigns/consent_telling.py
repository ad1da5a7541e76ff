"""Whom it concerns that somebody takes a consent back: those who may have given the address on to a partner."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dugnad.campaigns import acts as verbs
from dugnad.campaigns.enums import Purpose
from dugnad.campaigns.models import Consent, Organiser
from dugnad.campaigns.queries.told_consents import of_consents
from dugnad.ledger.models import Act
from dugnad.people.telling import Hearer, Pace, register


def connect() -> None:
    """Called once, when the app is ready."""
    register(verbs.CONSENT_TAKEN_BACK, who=organisers, words=of_consents)


def organisers(acts: Sequence[Act]) -> Iterable[Hearer]:
    """Those who organise the campaign, of consents for a partner alone. Two queries."""
    partners = Consent.objects.filter(pk__in={act.object_id for act in acts}, purpose=Purpose.PARTNER)
    of = dict(partners.values_list("pk", "campaign_id"))
    running = list(Organiser.objects.filter(campaign__in=of.values()).values_list("campaign_id", "member_id"))
    for act in acts:
        campaign = of.get(act.object_id)
        yield from (Hearer(act, member, Pace.AT_ONCE) for one, member in running if one == campaign)
