"""What one member gave and received: for their own eyes, from their own rows, beside nobody else's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, Sum

from dugnad.asks.models import Answer, Ask
from dugnad.circles.enums import Standing
from dugnad.circles.models import Membership
from dugnad.gatherings.queries.past import days_there
from dugnad.people.models import Member
from dugnad.pulse.models import Elsewhere
from dugnad.work.enums import State
from dugnad.work.models import Task


@dataclass(frozen=True)
class Line:
    """Counts since a moment. `helped` of the `answers` were said to have helped; `minutes` are those of `elsewhere`."""

    answers: int
    helped: int
    tasks: int
    gatherings: int
    brought: int
    elsewhere: int
    minutes: int
    asks: int
    received: int
    thanks: int

    @property
    def gave(self) -> bool:
        return any((self.answers, self.tasks, self.gatherings, self.brought, self.elsewhere))

    @property
    def got(self) -> bool:
        return any((self.asks, self.received, self.thanks))


def line(member: Member, since: datetime) -> Line:
    """What `member` did and was given since then. Eight queries at most, each through an index of their rows."""
    given = Answer.objects.filter(author=member, by_asker=False, created_at__gte=since).aggregate(
        n=Count("pk"), helped=Count("pk", filter=Q(helped_at__isnull=False)), thanks=Sum("thanks_count")
    )
    asked = Ask.objects.filter(author=member, created_at__gte=since).aggregate(
        n=Count("pk"), thanks=Sum("thanks_count")
    )
    outside = Elsewhere.objects.filter(author=member, taken_back_at=None, created_at__gte=since).aggregate(
        n=Count("pk"), minutes=Sum("minutes")
    )
    done = Task.objects.filter(state=State.DONE, done_by=member, done_at__gte=since)
    brought = Membership.objects.filter(brought_by=member, standing=Standing.ACTIVE, joined_at__gte=since)
    received = Answer.objects.filter(ask__author=member, by_asker=False, created_at__gte=since)
    return Line(
        answers=given["n"],
        helped=given["helped"],
        tasks=done.count(),
        gatherings=days_there(member, since),
        brought=brought.values("member").distinct().count(),
        elsewhere=outside["n"],
        minutes=outside["minutes"] or 0,
        asks=asked["n"],
        received=received.count(),
        thanks=(given["thanks"] or 0) + (asked["thanks"] or 0),
    )
