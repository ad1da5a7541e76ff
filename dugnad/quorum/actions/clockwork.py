"""What the clock does with proposals."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from dugnad.kit.refusal import Refused
from dugnad.ledger.recording import record
from dugnad.quorum.actions.ending import delete_when_due
from dugnad.quorum.actions.proposing import end
from dugnad.quorum.acts import EXPIRED
from dugnad.quorum.enums import EXPIRES, FAREWELL, State
from dugnad.quorum.models import Deletion, Farewell, Proposal


def expire(at: datetime) -> int:
    """Write down that what waited for two weeks is over. How much there was."""
    over = Proposal.objects.filter(state=State.OPEN, act__at__lte=at - EXPIRES)
    return sum(_expired(one, at) for one in over.select_related("act"))


def _expired(proposal: Proposal, at: datetime) -> bool:
    try:
        with transaction.atomic():
            act = record(EXPIRED, by=None, about=proposal.pk, circle=proposal.circle_id, cause=proposal.act_id, at=at)
            end(proposal, State.EXPIRED, act, at)
    except Refused:
        return False
    return True


def delete_what_is_due(at: datetime) -> int:
    """Delete the circles whose week is over, and forget farewells of long ago. How many circles."""
    Farewell.objects.filter(at__lte=at - FAREWELL).delete()
    due = Deletion.objects.filter(due_at__lte=at).select_related("circle")
    return sum(delete_when_due(one, at=at) for one in due)
