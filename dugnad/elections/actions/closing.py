"""Counting, and what follows from it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from dugnad.circles.actions.ending import hold
from dugnad.circles.actions.entrusting import entrust
from dugnad.circles.actions.seating import end_other_terms
from dugnad.circles.enums import Role, Standing
from dugnad.circles.models import Membership
from dugnad.elections.actions.voting import opened
from dugnad.elections.acts import ELECTED, ELECTION_CLOSED
from dugnad.elections.enums import REST
from dugnad.elections.models import Asking, Ballot, Candidate, Election, Outcome, Term, Watch
from dugnad.elections.queries.board import MONTH, term_of
from dugnad.elections.queries.electorate import settled
from dugnad.elections.queries.silence import day
from dugnad.ledger.recording import record
from dugnad.methods.approval import Tally, count


@transaction.atomic
def close(election: Election, *, at: datetime) -> bool:
    """Count the votes, erase who gave which, and let those who were elected tend the circle. By the clock; False if it
    was done."""
    hold(election.circle)
    if Election.objects.filter(pk=election.pk, closed_at=None).update(closed_at=at) != 1:
        return False
    may_vote = settled(election.circle_id, election.opened_at).values("member")
    electorate = may_vote.count()
    ballots = [opened(one) for one in Ballot.objects.filter(election=election, voter__in=may_vote)]
    standing = Candidate.objects.filter(election=election, member__in=may_vote).exclude(stands_since=None)
    members = dict(standing.values_list("pk", "member"))
    act = record(
        ELECTION_CLOSED,
        by=None,
        about=election.pk,
        circle=election.circle_id,
        cause=election.act_id,
        amount=len(ballots),
        at=at,
    )
    seed = lot_seed(election.pk, act.pk, len(ballots))
    tally = count(ballots, members, seats=election.seats, seed=seed)
    Ballot.objects.filter(election=election).update(choices=None)
    Candidate.objects.filter(election=election).delete()
    Asking.objects.filter(circle=election.circle_id).delete()
    Election.objects.filter(pk=election.pk).update(
        closing=act.pk, seed=seed, voters=len(ballots), electorate=electorate
    )
    _write(election, tally, members)
    _seat(election, {members[one]: tally.approvals[one] for one in tally.elected}, act.pk, at)
    _begin_term(election, bool(tally.elected), at)
    election.refresh_from_db()
    return True


def lot_seed(election: str, act: int, ballots: int) -> str:
    """SHA-256 of a line that anybody can write down, and that nobody knew before the votes were counted."""
    return hashlib.sha256(f"dugnad lot 1 {election} {act} {ballots}".encode()).hexdigest()


def _write(election: Election, tally: Tally, members: dict[str, str]) -> None:
    Outcome.objects.bulk_create(
        Outcome(
            election=election,
            candidate=one,
            member_id=members[one],
            place=place,
            approvals=approvals,
            elected=one in tally.elected,
            drawn=one in tally.drawn,
        )
        for place, (one, approvals) in enumerate(tally.approvals.items(), 1)
    )


def _seat(election: Election, elected: Mapping[str, int], closing: int, at: datetime) -> None:
    """By id of the member, how many approved of them."""
    circle = election.circle
    inside = Membership.objects.filter(circle=circle, standing=Standing.ACTIVE, member__in=elected)
    for theirs in inside.select_related("member", "circle"):
        warrant = record(
            ELECTED,
            by=None,
            about=election.pk,
            circle=circle.pk,
            toward=theirs.member,
            cause=closing,
            amount=elected[theirs.member_id],
            at=at,
        )
        if theirs.role != Role.STEWARD:
            entrust(by=None, membership=theirs, warrant=warrant, at=at)
    end_other_terms(circle=circle, stewards=list(elected), cause=closing, at=at)


def _begin_term(election: Election, elected: bool, at: datetime) -> None:
    """A new term; where nobody was elected, those who tend the circle go on for a month, and then it is tried again."""
    term = term_of(election.circle)
    ends_at = at + term.months * MONTH if elected else max(term.ends_at, at + REST)
    facts = {"months": term.months, "ends_at": ends_at, "announced_at": None if elected else term.announced_at}
    Term.objects.update_or_create(circle=election.circle, defaults=facts)
    if elected:
        Watch.objects.update_or_create(circle=election.circle, defaults={"seen_on": day(at)})
