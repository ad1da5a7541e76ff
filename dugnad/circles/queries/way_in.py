"""How somebody outside a circle may come in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from dugnad.circles import guards
from dugnad.circles.enums import Openness, Progress, Role, Standing
from dugnad.circles.models import Application, Circle, Membership, Vouch
from dugnad.circles.queries.words import rests
from dugnad.circles.terms import APPLY_AGAIN_AFTER, RETURN_WITHIN
from dugnad.people.models import Member

OPEN_WORDS = Q(withdrawn_at=None, fulfilled_at=None)
"""Words that are open: not taken back, and not a memory yet."""


def unpaused(words: QuerySet[Vouch]) -> QuerySet[Vouch]:
    """Without those of members in a branch that is paused."""
    resting = Membership.objects.filter(
        circle=OuterRef("circle"), member=OuterRef("by"), resting=True, role=Role.MEMBER
    )
    return words.filter(~Exists(resting))


def counting(circle: Circle, member: Member, at: datetime) -> list[Vouch]:
    """The open words that count for `member` now, their givers' not resting, with the givers, the oldest first."""
    given = Vouch.objects.filter(OPEN_WORDS, circle=circle, for_member=member)
    words = list(given.select_related("by").order_by("act_id"))
    if not words:
        return []
    givers = Membership.objects.filter(circle=circle, member__in=[word.by_id for word in words])
    resting = {mine.member_id for mine in givers if rests(mine, at)}
    return [word for word in words if word.by_id not in resting]


@dataclass(frozen=True)
class WayIn:
    """Where one member stands at the door of one circle. `words` of `needed` members have given their word."""

    membership: Membership | None
    application: Application | None
    words: int
    needed: int
    returning: bool
    may_join: bool
    may_apply: bool
    resting: str = ""
    """Why nobody new comes in for now."""

    @property
    def banned(self) -> bool:
        return self.membership is not None and self.membership.standing == Standing.BANNED

    @property
    def waiting(self) -> bool:
        return self.application is not None and self.application.progress == Progress.WAITING

    @property
    def lacking(self) -> int:
        """How many more words they need."""
        return max(0, self.needed - self.words)


def way_in(member: Member, circle: Circle, at: datetime) -> WayIn:
    """Three queries. For somebody who is inside, every `may` is False."""
    membership = Membership.objects.filter(circle=circle, member=member).first()
    words = len(counting(circle, member, at))
    application = Application.objects.filter(circle=circle, member=member).order_by("-created_at", "-id").first()
    resting = guards.why_resting(circle, at)
    outside = not resting and (membership is None or membership.standing == Standing.LEFT)
    returning = not resting and membership is not None and may_return(membership, at)
    may_join = outside and (circle.openness == Openness.OPEN or words >= circle.vouches_needed or returning)
    rests = application is not None and not may_apply_again(application, at)
    may_apply = outside and not may_join and not rests and (circle.takes_applications or words > 0)
    return WayIn(membership, application, words, circle.vouches_needed, returning, may_join, may_apply, resting)


def may_return(membership: Membership, at: datetime) -> bool:
    """They left of their own accord, not long ago."""
    ended = membership.ended_at
    return membership.standing == Standing.LEFT and ended is not None and at - ended <= RETURN_WITHIN


def may_apply_again(application: Application, at: datetime) -> bool:
    """The application is behind them; after "not now" some days have passed."""
    if application.progress == Progress.WAITING:
        return False
    decided = application.decided_at
    rests = application.progress == Progress.DECLINED and decided is not None and at - decided < APPLY_AGAIN_AFTER
    return not rests
