"""The authority's ledger: what was sent to a target. Every part of the ladder records through this."""

from __future__ import annotations

from datetime import datetime

from dugnad.campaigns.enums import SentKind
from dugnad.campaigns.models import Sent, Target
from dugnad.kit.clock import now
from dugnad.ledger.models import Act


def sent(
    *,
    target: Target,
    kind: SentKind,
    count: int = 1,
    act: Act | None = None,
    note: str = "",
    at: datetime | None = None,
) -> Sent:
    """Note that `count` letters, calls or the like went to `target`, in the transaction that is running.

    `act` is the act of whoever sent it, which the caller has recorded. `note` is for the delivery: what was handed
    over, and to whom; everybody reads it. One row is added, none is changed, however many send at once.
    """
    return Sent.objects.create(
        campaign_id=target.campaign_id, target=target, kind=kind, count=count, act=act, note=note, at=at or now()
    )
