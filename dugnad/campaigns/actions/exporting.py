"""Taking a list of supporters out: by a steward, for a reason that the circle can read."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dugnad.campaigns import rules
from dugnad.campaigns.acts import SUPPORTERS_EXPORTED
from dugnad.campaigns.models import Campaign, Export
from dugnad.campaigns.queries.exporting import EXPORTED, gone, holding
from dugnad.kit.clock import now
from dugnad.kit.ids import new_id
from dugnad.kit.refusal import Refused
from dugnad.ledger.recording import record
from dugnad.people.models import Member


@transaction.atomic
def take_out(
    *,
    by: Member,
    campaign: Campaign,
    purpose: str,
    reason: str,
    form_key: str,
    partner: str = "",
    at: datetime | None = None,
) -> Export:
    """Note that `by` takes out the list of those who agreed to `purpose`. The same form sent twice is noted once.

    Raises `Refused` for those who do not tend the circle, without a reason, and when nobody is on the list.
    """
    rules.takes_lists_out.require(by, campaign)
    if already := Export.objects.filter(form_key=form_key, by=by, campaign=campaign).first():
        return already
    count = holding(campaign, purpose, partner).count()
    if purpose not in EXPORTED or not (count or gone(campaign, purpose, partner).exists()):
        raise Refused(_("Nobody has agreed to be on such a list."))
    if not reason.strip():
        raise Refused(_("Write down what the list is for: everybody in the circle reads it."))
    at, export_id = at or now(), new_id()
    act = record(SUPPORTERS_EXPORTED, by=by, about=export_id, circle=campaign.circle_id, amount=count, at=at)
    return Export.objects.create(
        id=export_id,
        act=act,
        campaign=campaign,
        by=by,
        at=at,
        purpose=purpose,
        partner=partner,
        reason=reason.strip(),
        count=count,
        form_key=form_key,
    )
