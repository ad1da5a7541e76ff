"""Others who carry a campaign. Each asks for a consent of its own."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dugnad.campaigns import rules
from dugnad.campaigns.actions.starting import touched
from dugnad.campaigns.models import Campaign, Partner
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.people.models import Member

MOST = 5
"""More boxes than that nobody reads."""


@transaction.atomic
def add_partner(*, by: Member, campaign: Campaign, name: str, about: str, at: datetime | None = None) -> Partner:
    """Let signers be asked whether `name` may write to them, about `about`.

    Raises `Refused` for those who do not organise the campaign, for a sixth, and for one that is there already.
    """
    rules.organises.require(by, campaign)
    if Partner.objects.filter(campaign=campaign).count() >= MOST:
        raise Refused(_("Five is enough: more boxes than that nobody reads."))
    partner, made = Partner.objects.get_or_create(campaign=campaign, name=name, defaults={"about": about})
    if not made:
        raise Refused(_("They are on the list already."))
    touched(by, campaign, at or now())
    return partner


@transaction.atomic
def remove_partner(*, by: Member, campaign: Campaign, partner: str, at: datetime | None = None) -> None:
    """Nobody is asked about the one with this id any more. What people agreed to stays theirs to take back."""
    rules.organises.require(by, campaign)
    gone, _rows = Partner.objects.filter(campaign=campaign, pk=partner).delete()
    if gone:
        touched(by, campaign, at or now())
