"""How somebody outside a circle may come in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from dugnad.circles.enums import Openness, Progress, Standing
from dugnad.circles.models import Application, Circle, Membership, Vouch
from dugnad.circles.terms import APPLY_AGAIN_AFTER, RETURN_WITHIN
from dugnad.people.models import Member

OPEN_WORDS = Q(withdrawn_at=None, fulfilled_at=None)
"""Words that still count: not taken back, and not a memory yet."""


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
    words = Vouch.objects.filter(OPEN_WORDS, circle=circle, for_member=member).count()
    application = Application.objects.filter(circle=circle, member=member).order_by("-created_at", "-id").first()
    outside = membership is None or membership.standing == Standing.LEFT
    returning = membership is not None and may_return(membership, at)
    may_join = outside and (circle.openness == Openness.OPEN or words >= circle.vouches_needed or returning)
    rests = application is not None and not may_apply_again(application, at)
    may_apply = outside and not may_join and not rests and (circle.takes_applications or words > 0)
    return WayIn(membership, application, words, circle.vouches_needed, returning, may_join, may_apply)


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
