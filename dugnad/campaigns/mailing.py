"""What the clock does with updates: lets out those whose pause is over, and brings them on their way piece by piece."""

from __future__ import annotations

import time
from datetime import datetime

from dugnad.campaigns.actions import consents, importing, spreading, updates
from dugnad.campaigns.enums import UpdateState
from dugnad.campaigns.links import STOPS_LAST
from dugnad.campaigns.models import Update

AT_MOST = 20.0
"""Seconds for one go, so that other jobs have their turn; the next comes a minute later."""


def go_on(at: datetime, *, seconds: float = AT_MOST) -> int:
    """Do what is due at `at`, for as long as `seconds` lets. For how many supporters something was decided."""
    until = time.monotonic() + seconds
    waiting = Update.objects.shown().filter(state=UpdateState.WAITING, leaves_at__lte=at)
    for update in waiting.select_related("campaign", "author"):
        updates.let_out(update=update, at=at)
    out = Update.objects.shown().filter(state=UpdateState.OUT, spread_at=None)
    for update_id in out.order_by("out_at").values_list("pk", flat=True):
        while time.monotonic() < until and spreading.spread(update=update_id, at=at):
            pass
    decided = 0
    while time.monotonic() < until and (some := spreading.send(at=at)):
        decided += some
    return decided


def sweep(at: datetime) -> int:
    """Forget what is not needed any more at `at`: addresses, and who had which letter. How many rows that were."""
    return consents.sweep_addresses(at) + spreading.forget(at - STOPS_LAST)


def sweep_lists(at: datetime) -> int:
    """Forget lists that nobody brought in within an hour; how many."""
    return importing.sweep_drafts(at)
