"""What the circles know: living answers, and those that want another look."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from dugnad.asks.enums import LivingState
from dugnad.asks.models import Ask, LivingAnswer
from dugnad.circles.models import Circle
from dugnad.circles.rules import reads_common, tends
from dugnad.kit.prepared import Prepared
from dugnad.people.models import Member


def current(member: Member) -> QuerySet[LivingAnswer]:
    """Everything that holds now and the member may read, newest look first."""
    return (
        LivingAnswer.objects.visible_to(member)
        .filter(state=LivingState.CURRENT)
        .select_related("circle", "kind")
        .order_by("-checked_at", "-id")
    )


def due(member: Member, today: date) -> QuerySet[LivingAnswer]:
    """Pages in circles the member tends, or that they wrote in, that are due for another look; the oldest first."""
    tended = Circle.objects.filter(tends.which(member))
    overdue = LivingAnswer.objects.visible_to(member).filter(state=LivingState.CURRENT, review_on__lte=today)
    mine = overdue.filter(circle__in=tended) | overdue.filter(pk__in=_written_by(member))
    return mine.select_related("circle", "kind").order_by("review_on", "id")


def _written_by(member: Member) -> QuerySet[LivingAnswer, str]:
    return LivingAnswer.objects.filter(authors__member=member).values_list("pk", flat=True)


def _about(circle: str, kind: str) -> QuerySet[LivingAnswer]:
    found = LivingAnswer.objects.filter(circle=circle, kind=kind, state=LivingState.CURRENT)
    return found.order_by("-checked_at", "-id")[:BESIDE]


ABOUT = Prepared(_about)
BESIDE = 3
"""How many pages stand beside an ask."""


def about(member: Member, ask: Ask) -> list[LivingAnswer]:
    """What the circle already knows about this kind of ask, for the side of its page; one query."""
    found: list[LivingAnswer] = ABOUT.objects(circle=ask.circle_id, kind=ask.kind_id)
    return [living for living in found if reads_common.can(member, living)]
