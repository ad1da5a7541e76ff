"""What is due by the clock: pledges whose date has passed, requests whose days to vote are over."""

from __future__ import annotations

from datetime import datetime

from dugnad.campaigns.actions import pledging, spending
from dugnad.campaigns.enums import RequestState, TermsState
from dugnad.campaigns.models import PledgeTerms, SpendingRequest


def lapse_pledges(at: datetime) -> int:
    """Settle what has not found enough people in time. How many that were."""
    late = PledgeTerms.objects.filter(state=TermsState.GATHERING, until__lte=at).select_related("rung__campaign")
    return sum(pledging.lapse(rung=terms.rung, at=at) for terms in late)


def decide_spending(at: datetime) -> int:
    """Count the votes of what has been voted on long enough. How many that were."""
    over = SpendingRequest.objects.filter(state=RequestState.ASKED, votes_until__lte=at).select_related("campaign")
    return sum(spending.decide(request=request, at=at) for request in over)
