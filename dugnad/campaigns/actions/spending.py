"""Asking the circle to spend, and voting on it.

Whoever votes first changes the request's row, on the condition that it is still open. So votes and the decision go one
after another, and a vote either counts or is told that it came too late.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Count, F
from django.utils.translation import gettext as _

from dugnad.campaigns.acts import (
    SPENDING_ASKED,
    SPENDING_DECIDED,
    SPENDING_VOTED,
    SPENDING_WITHDRAWN,
)
from dugnad.campaigns.enums import SHOWN, RequestState, Vote
from dugnad.campaigns.models import Campaign, SpendingRequest, SpendingVote
from dugnad.circles.rules import belongs_to_its_circle
from dugnad.kit.clock import now
from dugnad.kit.ids import new_id
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act, Audience
from dugnad.ledger.recording import record
from dugnad.ledger.verbs import Verb
from dugnad.people.models import Member

QUORUM = 3
"""At least so many votes, and more of them yes than no."""
DAYS = (2, 21)


@dataclass(frozen=True)
class Wish:
    """`amount` in minor units of `currency`, for `purpose`; the circle votes for `days` days."""

    purpose: str
    amount: int
    currency: str
    words: str = ""
    days: int = 7


def ask_to_spend(
    *, by: Member, campaign: Campaign, wish: Wish, form_key: str, at: datetime | None = None
) -> SpendingRequest:
    """Put a request to the circle. The same form sent twice is one request. Raises `Refused` for those outside it."""
    belongs_to_its_circle.require(by, campaign)
    if campaign.phase not in SHOWN:
        raise Refused(_("This campaign is a draft still: there is nothing to spend."))
    if not DAYS[0] <= wish.days <= DAYS[1]:
        raise Refused(_("Give the circle between two days and three weeks to vote."))
    sent = SpendingRequest.objects.filter(by=by, form_key=form_key)
    if already := sent.first():
        return already
    try:
        return _ask(by, campaign, wish, form_key, at or now())
    except IntegrityError:
        if already := sent.first():
            return already
        raise


@transaction.atomic
def _ask(by: Member, campaign: Campaign, wish: Wish, form_key: str, at: datetime) -> SpendingRequest:
    made = SpendingRequest(
        id=new_id(),
        campaign=campaign,
        by=by,
        purpose=wish.purpose,
        words=wish.words,
        amount=wish.amount,
        currency=wish.currency,
        asked_at=at,
        votes_until=at + timedelta(days=wish.days),
        quorum=QUORUM,
        form_key=form_key,
    )
    made.act = told(SPENDING_ASKED, by, made, at, amount=wish.amount)
    made.save(force_insert=True)
    return made


@transaction.atomic
def vote(*, by: Member, request: SpendingRequest, vote: Vote, at: datetime | None = None) -> None:
    """One vote each, theirs to change while it is open. Raises `Refused` when the days are over."""
    belongs_to_its_circle.require(by, request.campaign)
    at = at or now()
    still = SpendingRequest.objects.filter(pk=request.pk, state=RequestState.ASKED, votes_until__gt=at)
    if still.update(turn=F("turn") + 1) != 1:
        raise Refused(_("The days to vote are over. What came of it stands on the page."))
    before = SpendingVote.objects.filter(request=request, member=by).values_list("vote", flat=True).first()
    if before == vote:
        return
    SpendingVote.objects.update_or_create(request=request, member=by, defaults={"vote": vote, "at": at})
    told(SPENDING_VOTED, by, request, at, audience=Audience.PRIVATE)


@transaction.atomic
def withdraw(*, by: Member, request: SpendingRequest, at: datetime | None = None) -> None:
    """Take one's own request back, while it is open."""
    if request.by_id != by.pk:
        raise Refused(_("Only whoever asked can take this back."))
    at = at or now()
    still = SpendingRequest.objects.filter(pk=request.pk, state=RequestState.ASKED)
    if still.update(state=RequestState.WITHDRAWN, decided_at=at, turn=F("turn") + 1) != 1:
        raise Refused(_("This was decided a moment ago. Look at the page again to see how."))
    told(SPENDING_WITHDRAWN, by, request, at)


@transaction.atomic
def decide(*, request: SpendingRequest, at: datetime) -> bool:
    """Count, once the days are over. By the clock; true for the one time it did something."""
    due = SpendingRequest.objects.filter(pk=request.pk, state=RequestState.ASKED, votes_until__lte=at)
    if due.update(turn=F("turn") + 1) != 1:
        return False
    counts = tally(request)
    enough = sum(counts.values()) >= request.quorum and counts[Vote.YES] > counts[Vote.NO]
    SpendingRequest.objects.filter(pk=request.pk).update(
        state=RequestState.AGREED if enough else RequestState.REFUSED,
        decided_at=at,
        yes=counts[Vote.YES],
        no=counts[Vote.NO],
        abstained=counts[Vote.ABSTAIN],
    )
    told(SPENDING_DECIDED, None, request, at, audience=Audience.PUBLIC if enough else Audience.CIRCLE)
    return True


def tally(request: SpendingRequest) -> dict[Vote, int]:
    """How many voted what. One query."""
    rows = request.votes.order_by().values_list("vote").annotate(n=Count("pk"))
    return dict.fromkeys(Vote, 0) | {Vote(code): n for code, n in rows}


def told(
    verb: Verb,
    by: Member | None,
    request: SpendingRequest,
    at: datetime,
    *,
    amount: int | None = None,
    audience: Audience = Audience.CIRCLE,
) -> Act:
    """Record an act about a request."""
    campaign = request.campaign
    return record(
        verb,
        by=by,
        about=request.pk,
        circle=campaign.circle_id,
        cause=campaign.act_id,
        amount=amount,
        audience=audience,
        at=at,
    )
