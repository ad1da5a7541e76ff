"""What waits for a member in elections: for Today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from dugnad.circles.rules import stands
from dugnad.elections.enums import SETTLED, Phase
from dugnad.elections.models import Ballot, Candidate, Election
from dugnad.kit.prepared import Shaped
from dugnad.people.models import Member


@dataclass(frozen=True)
class Waits:
    """An election, and whether the member is asked to stand in it or to vote."""

    election: Election
    asked: bool


def _running(circles: list[str]) -> QuerySet[Election]:
    return Election.objects.filter(circle__in=circles, closed_at=None).select_related("circle").order_by("closes_at")


RUNNING = Shaped(_running)


def waiting_for(member: Member, at: datetime) -> list[Waits]:
    """Elections in which they have not voted, and those in which somebody would like them to stand. One query while
    none of their circles elects, three else.
    """
    since = {stand.circle: stand for stand in stands(member).values() if stand.active}
    running: list[Election] = RUNNING.objects(circles=sorted(since)) if since else []
    if not running:
        return []
    voted = set(Ballot.objects.filter(voter=member, election__in=running).values_list("election", flat=True))
    proposals = Candidate.objects.filter(member=member, stands_since=None, election__in=running)
    asked = set(proposals.values_list("election", flat=True))
    found = []
    for one in running:
        stand, phase = since[one.circle_id], one.phase(at)
        settled = stand.steward or (stand.since is not None and stand.since <= one.opened_at - SETTLED)
        if phase == Phase.STANDING and one.pk in asked:
            found.append(Waits(one, asked=True))
        elif phase == Phase.VOTING and settled and one.pk not in voted:
            found.append(Waits(one, asked=False))
    return found
