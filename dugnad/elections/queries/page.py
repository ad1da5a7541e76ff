"""What somebody in the circle sees of an election."""

from __future__ import annotations

from dataclasses import dataclass

from dugnad.elections.models import Ballot, Candidate, Election, Outcome
from dugnad.elections.queries.electorate import is_settled, settled
from dugnad.people.models import Member


@dataclass(frozen=True)
class Part:
    """Where one member stands in one election. `asked` is the proposal that waits for their answer."""

    may_take_part: bool
    mine: Candidate | None
    ballot: Ballot | None

    @property
    def stands(self) -> bool:
        return self.mine is not None and self.mine.stands_since is not None

    @property
    def asked(self) -> Candidate | None:
        return self.mine if self.mine and self.mine.stands_since is None else None


@dataclass(frozen=True)
class Turnout:
    """How many voted, of how many who could."""

    voted: int
    of: int


def part_of(member: Member, election: Election) -> Part:
    """Three queries."""
    candidates = Candidate.objects.filter(election=election, member=member).select_related("proposed_by")
    return Part(
        may_take_part=is_settled(member, election.circle_id, election.opened_at),
        mine=candidates.first(),
        ballot=Ballot.objects.filter(election=election, voter=member).first(),
    )


def candidates(election: Election) -> list[Candidate]:
    """Those who stand, in the order in which they said so."""
    standing = Candidate.objects.filter(election=election).exclude(stands_since=None)
    return list(standing.select_related("member").order_by("stands_since", "pk"))


def turnout(election: Election) -> Turnout:
    """So far, or in the end."""
    if election.voters is not None and election.electorate is not None:
        return Turnout(election.voters, election.electorate)
    may_vote = settled(election.circle_id, election.opened_at)
    voted = Ballot.objects.filter(election=election, voter__in=may_vote.values("member"))
    return Turnout(voted.count(), may_vote.count())


def outcomes(election: Election) -> list[Outcome]:
    """Most approvals first."""
    return list(Outcome.objects.filter(election=election).select_related("member").order_by("place"))
