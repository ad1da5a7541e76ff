"""Telling the stewards of an ask that nobody has answered."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from dugnad.asks.acts import ROSE
from dugnad.asks.enums import State
from dugnad.asks.models import Ask
from dugnad.ledger.recording import record


@transaction.atomic
def rise(*, ask: Ask, at: datetime) -> bool:
    """Tell them, once. False if they were told before, or it has been answered or taken meanwhile."""
    still = Ask.objects.filter(pk=ask.pk, state=State.OPEN, answer_count=0, rose_at=None)
    if still.update(rose_at=at) != 1:
        return False
    record(ROSE, by=None, about=ask.pk, circle=ask.circle_id, cause=ask.act_id, at=at)
    return True
