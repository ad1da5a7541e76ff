"""One network, or one mail host, behind many signatures: what campaigns have noticed, for stewards of the circle."""

from __future__ import annotations

from datetime import datetime

from dugnad.campaigns.enums import Suspicion, Verdict
from dugnad.campaigns.models import SigningAlarm
from dugnad.signals.enums import Kind
from dugnad.signals.finders.seen import Seen

KINDS = {Suspicion.NETWORK.value: Kind.NETWORK, Suspicion.HOST.value: Kind.HOST}


def find(at: datetime) -> list[Seen]:
    """One query. What an organiser has looked at is no signal any more."""
    alarms = SigningAlarm.objects.filter(suspicion__in=KINDS, verdict=Verdict.OPEN, raised_at__lte=at)
    rows = alarms.order_by("raised_at", "pk").values_list("campaign__circle", "suspicion", "pk", "found")
    return [Seen(circle, KINDS[suspicion], pk, found) for circle, suspicion, pk, found in rows]
