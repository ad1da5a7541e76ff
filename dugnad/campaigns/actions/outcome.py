"""What came of a campaign."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from dugnad.campaigns import findable, rules
from dugnad.campaigns.acts import ENDED_WELL
from dugnad.campaigns.enums import Feature
from dugnad.campaigns.models import Campaign
from dugnad.kit.clock import now
from dugnad.ledger.models import Audience
from dugnad.ledger.recording import record
from dugnad.people.models import Member


@transaction.atomic
def tell_outcome(*, by: Member, campaign: Campaign, outcome: str, at: datetime | None = None) -> Campaign:
    """Write down what changed, and because of what. Everybody who took part is told, by followers of the act.

    Written again, it replaces what stood there, and is told again. The same words are told once. Raises `Refused` for
    those who do not organise it, and for a draft.
    """
    rules.organises.require(by, campaign)
    rules.in_phase(Feature.END).require(by, campaign)
    at = at or now()
    other = Campaign.objects.filter(pk=campaign.pk).exclude(outcome=outcome)
    if other.update(outcome=outcome, outcome_at=at, version=F("version") + 1) == 1:
        record(
            ENDED_WELL,
            by=by,
            about=campaign.pk,
            circle=campaign.circle_id,
            cause=campaign.act_id,
            audience=Audience.PUBLIC,
            at=at,
        )
    campaign.refresh_from_db()
    findable.put(campaign)
    return campaign
