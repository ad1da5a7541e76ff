"""A steward has looked."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from dugnad.circles.rules import tends_its_circle
from dugnad.kit.clock import now
from dugnad.ledger.models import Audience
from dugnad.ledger.recording import record
from dugnad.people.models import Member
from dugnad.signals.acts import PUT_AWAY
from dugnad.signals.models import Signal


@transaction.atomic
def put_away(*, by: Member, signal: Signal, at: datetime | None = None) -> None:
    """Take the signal from the desk, for all stewards. Doing it twice changes nothing."""
    tends_its_circle.require(by, signal)
    at = at or now()
    if Signal.objects.filter(pk=signal.pk, put_away_at=None).update(put_away_at=at) == 1:
        record(
            PUT_AWAY,
            by=by,
            about=signal.pk,
            circle=signal.circle_id,
            cause=signal.act_id,
            audience=Audience.PRIVATE,
            at=at,
        )
