"""Voting: each approves of as many as they trust."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from dugnad.elections import rules
from dugnad.elections.acts import VOTED
from dugnad.elections.models import Ballot, Candidate, Election
from dugnad.elections.queries.electorate import is_settled
from dugnad.kit.clock import now
from dugnad.kit.ids import LENGTH, new_id
from dugnad.kit.refusal import Refused
from dugnad.kit.seal import seal, unseal
from dugnad.ledger.models import Audience
from dugnad.ledger.recording import record
from dugnad.people.models import Member


@transaction.atomic
def vote(*, by: Member, election: Election, choices: Collection[str], at: datetime | None = None) -> Ballot:
    """One's ballot: the ids of the candidates one trusts; none of them is a vote too. The last one given counts."""
    at = at or now()
    rules.sees.require(by, election)
    if not is_settled(by, election.circle_id, election.opened_at):
        raise Refused(_("You came into the circle less than a week before this election, so you do not vote in it."))
    # Holds the row, so that nobody's vote slips in beside the counting.
    voting = Election.objects.filter(pk=election.pk, closed_at=None, stands_until__lte=at, closes_at__gt=at)
    if voting.update(seats=F("seats")) != 1:
        raise Refused(_("The vote is not open."))
    standing = set(Candidate.objects.filter(election=election).exclude(stands_since=None).values_list("pk", flat=True))
    if not standing.issuperset(choices):
        raise Refused(_("One of those you chose does not stand any more. Look at the list again."))
    mine = Ballot.objects.filter(election=election, voter=by).first() or _first(by, election, at)
    Ballot.objects.filter(pk=mine.pk).update(choices=sealed(mine.pk, choices, len(standing)))
    mine.refresh_from_db()
    return mine


def _first(by: Member, election: Election, at: datetime) -> Ballot:
    act = record(
        VOTED,
        by=by,
        about=election.pk,
        circle=election.circle_id,
        cause=election.act_id,
        audience=Audience.PRIVATE,
        at=at,
    )
    try:
        with transaction.atomic():
            return Ballot.objects.create(id=new_id(), act=act, election=election, voter=by)
    except IntegrityError as twice:
        raise Refused(_("You were voting somewhere else at this moment. Look at your vote again.")) from twice


def sealed(ballot: str, choices: Collection[str], standing: int) -> bytes:
    """Choices as they are kept while the vote is open: as long for one as for all."""
    longest = (LENGTH + 4) * standing + 2
    return seal(json.dumps(sorted(choices)).ljust(longest), about=ballot)


def opened(ballot: Ballot) -> frozenset[str]:
    """What `sealed` made, read again; nothing of a ballot that was counted."""
    return frozenset(json.loads(unseal(ballot.choices, about=ballot.pk))) if ballot.choices else frozenset()
