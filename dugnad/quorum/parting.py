"""When somebody leaves for good: what they proposed and still waits is over, and what names them is signed no more."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime

from dugnad.circles.models import Membership
from dugnad.people.holdings import Loose
from dugnad.people.models import Member
from dugnad.quorum.actions.proposing import withdraw
from dugnad.quorum.enums import State
from dugnad.quorum.models import Proposal


def part(member: Member, at: datetime) -> Iterator[Loose]:
    """Take back what they proposed. Nobody else has to be told of it for their sake."""
    for one in Proposal.objects.filter(by=member, state=State.OPEN).select_related("circle", "act"):
        withdraw(by=member, proposal=one, at=at)
    yield from ()


def forget(member: Member, wishes: Collection[str]) -> None:
    """Empty the words of what they proposed, and of what was proposed about them: with them goes what was signed.

    The record keeps its hash, and the ledger how many had signed.
    """
    places = set(Membership.objects.filter(member=member).values_list("pk", flat=True))
    circles = Membership.objects.filter(member=member).values("circle")
    for one in Proposal.objects.filter(circle__in=circles):
        named = bool(places & {str(told) for told in one.parameters.values()})
        if named or one.by_id == member.pk:
            parameters = {**one.parameters, "handle": "—"} if named else one.parameters
            Proposal.objects.filter(pk=one.pk).update(canonical="", why="", parameters=parameters)
