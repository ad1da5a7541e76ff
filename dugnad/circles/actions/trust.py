"""Losing trust by a decision."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dugnad.circles.acts import TRUST_LOST
from dugnad.circles.enums import Standing
from dugnad.circles.models import Membership
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Audience
from dugnad.ledger.recording import record
from dugnad.people.models import Member


@transaction.atomic
def lose_trust(
    *, by: Member | None, theirs: Membership, told: str = "", cause: int | None = None, at: datetime | None = None
) -> None:
    """After a decision against this member their days begin anew: they are as new as on their first day.

    For whichever app decides; it has asked who may, and gives the id of the decision's act as `cause`. `told` is
    shown to the member. Words that stand for them stay.
    """
    at = at or now()
    record(
        TRUST_LOST,
        by=by,
        about=theirs.circle_id,
        circle=theirs.circle_id,
        toward=theirs.member,
        cause=cause,
        audience=Audience.PRIVATE,
        at=at,
    )
    inside = Membership.objects.filter(pk=theirs.pk, standing=Standing.ACTIVE)
    if inside.update(trust_since=at, trust_told=told) != 1:
        raise Refused(_("They are not in this circle any more."))
    theirs.refresh_from_db()
